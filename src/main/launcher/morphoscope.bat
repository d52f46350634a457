@echo off
rem Starts Morphoscope. Needs Java 17 or newer, found through JAVA_HOME or the PATH.
rem
rem   MORPHOSCOPE_THREADS  threads for the numerics (default: all cores)
rem   MORPHOSCOPE_OPTS     options for Java, for example -Xmx8g; JAVA_OPTS is read too, before it

setlocal EnableExtensions DisableDelayedExpansion

set "HOME_DIR=%~dp0.."
if "%HOME_DIR:;=%"=="%HOME_DIR%" goto find_java
echo morphoscope: the program's folder is "%HOME_DIR%", and Java takes a semicolon for the end of a path; move or rename it. 1>&2
exit /b 1

:find_java

if defined JAVA_HOME goto from_home
set "JAVA_EXE=java.exe"
where java.exe >nul 2>nul
if not errorlevel 1 goto check_version
echo morphoscope: Java 17 or newer is needed and no java is on the PATH; install it or set JAVA_HOME. 1>&2
exit /b 1

:from_home
set "JAVA_EXE=%JAVA_HOME:"=%\bin\java.exe"
if exist "%JAVA_EXE%" goto check_version
echo morphoscope: JAVA_HOME is "%JAVA_HOME%", which has no bin\java.exe; point it to a Java 17 or unset it. 1>&2
exit /b 1

:check_version
set "JAVA_VERSION_FOUND="
for /f "tokens=3" %%v in ('""%JAVA_EXE%" -version 2>&1" ^| findstr /i /c:" version "') do if not defined JAVA_VERSION_FOUND set "JAVA_VERSION_FOUND=%%~v"
set "JAVA_MAJOR=0"
for /f "delims=.-+_ tokens=1" %%m in ("%JAVA_VERSION_FOUND%") do set "JAVA_MAJOR=%%m"
if %JAVA_MAJOR% GEQ 17 goto threads
echo morphoscope: Java 17 or newer is needed, "%JAVA_EXE%" is version "%JAVA_VERSION_FOUND%"; install it or set JAVA_HOME. 1>&2
exit /b 1

:threads
if not defined MORPHOSCOPE_THREADS set "MORPHOSCOPE_THREADS=%NUMBER_OF_PROCESSORS%"
set "OMP_NUM_THREADS=%MORPHOSCOPE_THREADS%"

rem Half of the memory for Java, the rest for the native arrays outside its heap.
set "HEAP=-XX:MaxRAMPercentage=50"
set "OPTIONS=%JAVA_OPTS% %MORPHOSCOPE_OPTS%"
if not "%OPTIONS:-Xmx=%"=="%OPTIONS%" set "HEAP="
if not "%OPTIONS:MaxRAMPercentage=%"=="%OPTIONS%" set "HEAP="
if not "%OPTIONS:MaxHeapSize=%"=="%OPTIONS%" set "HEAP="

rem Where a crash of Java or of a native library leaves its report; Java makes no folder for it.
set "LOG_DIR=%USERPROFILE%\.morphoscope\log"
if not exist "%LOG_DIR%\" mkdir "%LOG_DIR%" 2>nul

rem Java 24 and newer warn on every start of libraries with native code; older ones know no such option.
set "NATIVE="
if %JAVA_MAJOR% GEQ 24 set "NATIVE=--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"

rem A window beside an engine's process leaves the processor to the engine while both warm up, see the
rem script for Unix.
set "COMPILE="
set "WINDOW="
if "%~1"=="" set "WINDOW=yes"
if "%~1"=="replay" set "WINDOW=yes"
if "%MORPHOSCOPE_ENGINE%"=="thread" set "WINDOW="
if defined WINDOW set "COMPILE=-XX:Tier4InvocationThreshold=100000 -XX:Tier4CompileThreshold=500000 -XX:Tier4BackEdgeThreshold=400000"

rem Java's line about an incubator module stays: no option silences it, see the script for Unix.
"%JAVA_EXE%" --add-modules=jdk.incubator.vector %NATIVE% %HEAP% %COMPILE% "-XX:ErrorFile=%LOG_DIR%\crash-%%p.log" "-Dmorphoscope.home=%HOME_DIR%" %OPTIONS% -cp "%HOME_DIR%\lib\*" org.morphoscope.Main %*
exit /b %ERRORLEVEL%
