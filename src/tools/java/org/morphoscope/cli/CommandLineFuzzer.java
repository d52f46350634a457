package org.morphoscope.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.imageio.ImageIO;
import org.morphoscope.journal.disk.Durable;
import org.morphoscope.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Command lines by chance, on the fake engine and in this process: whatever is typed, the answer is
 * an exit code and, where it is not 0, one sentence. Arguments: COUNT SEED.
 */
public final class CommandLineFuzzer {
  private static final long SLOW_NANOS = 5_000_000_000L;

  /** Beyond this a command does not end by itself. */
  private static final long NEVER_SECONDS = 60;

  /** A server that has all it needs waits for clients: here it never has an address. */
  private static final List<String> NO_ADDRESS =
      List.of(
          "", "x:y", "127.0.0.1:99999", "127.0.0.1:-1", "[::1", "1.2.3.4:5:6", "::", "\u001b:1");

  private static final List<String> COMMANDS_WITH_NETS = List.of("evaluate", "predict");

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "-1",
          "0",
          "1",
          "2",
          "3",
          "16",
          "0.5",
          "1e-6",
          "NaN",
          "Infinity",
          "-0",
          "1e400",
          "99999999999",
          "18446744073709551624",
          "0x10",
          "١٢",
          "x",
          "a,b",
          ",",
          "1,2,3",
          "tiny",
          "chain:4-4",
          "chain:",
          "chain:0",
          "chain:99999",
          "resnet-small",
          "net.json",
          "no.onnx",
          "no.zip",
          "generated:64",
          "generated:0",
          "generated",
          "cifar10:",
          "images:no",
          "idx:no",
          "nosuch:thing",
          "sgd",
          "adam",
          "cosine",
          "run",
          "all",
          "last",
          "factor",
          "lambda",
          "to-budget",
          "adaptive",
          "split",
          "new,prune",
          "random",
          "gauss-newton",
          "ggn",
          "sqrt",
          "200k",
          "1.5M",
          "macs",
          "stop",
          "retry",
          "svg",
          "pdf,csv",
          "md",
          "onnx",
          "csv",
          "jsonl",
          "loss",
          "rounds",
          "xy",
          "slide",
          "\u001b[2J",
          "层",
          "/",
          ".",
          "..",
          "\u0000",
          "'",
          "%s%n",
          "@no",
          "127.0.0.1:1",
          "127.0.0.1:1#00",
          "watch=no",
          "x=generated:64",
          "scores:no",
          "first",
          "nhwc",
          "bash",
          "0-1",
          "16:9",
          "5k,10k",
          "--",
          "-h",
          "--help",
          "-V");

  private final SplittableRandom random;
  private final Path folder;
  private final Path run;
  private final Map<String, Integer> codes = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private final Path picture;
  private final List<Path> files;
  private final ExecutorService worker =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "command");
            thread.setDaemon(true);
            return thread;
          });
  private long slowest;

  private CommandLineFuzzer(long seed, Path folder) {
    this.random = new SplittableRandom(seed);
    this.folder = folder;
    this.run = folder.resolve("a run");
    this.picture = folder.resolve("a.png");
    this.files =
        List.of(
            folder,
            picture,
            folder.resolve("net.json"),
            folder.resolve("options.toml"),
            folder.resolve("options.json"),
            folder.resolve("other.onnx"),
            folder.resolve("latin.csv"),
            run.resolve("run.json"),
            run.resolve("events.jsonl"));
  }

  /** Files of several kinds, few of them of the kind that is asked for. */
  private void prepare() throws IOException {
    ImageIO.write(new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
    Files.writeString(folder.resolve("net.json"), "{\"nodes\": []}");
    Files.writeString(folder.resolve("options.toml"), "rounds = 1\nseed-net = \"tiny\"\n");
    Files.writeString(folder.resolve("options.json"), "{\"rounds\": 1, \"x\": [1, {}]}");
    Files.write(folder.resolve("other.onnx"), new byte[] {8, 7, 18, 2, 'a', 'b', 58, 0});
    Files.write(folder.resolve("latin.csv"), new byte[] {'a', (byte) 0xe9, '\n', ','});
  }

  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[0]);
    Path folder = Files.createTempDirectory("fuzz");
    CommandLineFuzzer fuzzer = new CommandLineFuzzer(Long.parseLong(args[1]), folder);
    try {
      fuzzer.run(count);
    } finally {
      Durable.deleteTree(folder);
    }
    System.out.println(
        Texts.of(
            "%,d command lines: exit codes %s, %d faults, slowest %.2f s",
            count, fuzzer.codes, fuzzer.faults.size(), fuzzer.slowest / 1e9));
    fuzzer.faults.stream().limit(40).forEach(System.out::println);
    System.exit(fuzzer.faults.isEmpty() ? 0 : 1);
  }

  private void run(int count) throws IOException {
    prepare();
    execute(List.of("grow", "--rounds", "1", "--out", run.toString()));
    for (int i = 0; i < count; i++) {
      execute(arguments());
    }
  }

  private CommandLine line() {
    return Cli.create(
        FakeProgram.environment(new FakeProgram.Quick()),
        Cli.tools(
            precision -> {
              throw new IllegalStateException("This machine computes nothing here.");
            },
            threads -> {
              throw new IllegalStateException("This machine computes nothing here.");
            }));
  }

  private List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    List<String> names = new ArrayList<>(line().getSubcommands().keySet());
    if (random.nextInt(50) == 0) {
      names.add(word());
    }
    String name = names.get(random.nextInt(names.size()));
    arguments.add(name);
    if (name.equals("data")) {
      arguments.add(random.nextInt(8) > 0 ? "show" : word());
    }
    CommandLine command = line().getSubcommands().get(name);
    if (command == null) {
      return arguments;
    }
    List<OptionSpec> options = command.getCommandSpec().options();
    for (int n = random.nextInt(5); n > 0 && !options.isEmpty(); n--) {
      OptionSpec option = options.get(random.nextInt(options.size()));
      arguments.add(option.longestName());
      if (option.arity().max() > 0 && random.nextInt(12) > 0) {
        arguments.add(value(option.longestName()));
      }
    }
    if (random.nextInt(3) > 0) {
      arguments.add(random.nextBoolean() ? run.toString() : word());
    }
    if (name.equals("serve")) {
      arguments.addAll(List.of("--listen", NO_ADDRESS.get(random.nextInt(NO_ADDRESS.size()))));
    }
    if (COMMANDS_WITH_NETS.contains(name) && random.nextBoolean()) {
      arguments.add(random.nextBoolean() ? picture.toString() : word());
    }
    if (name.equals("compare")) {
      // a comparison that is right takes its time: a small one
      arguments.addAll(List.of("--strategies", "random", "--seeds", "1", "--rounds", "1"));
    }
    // every command that writes writes here
    if (!arguments.contains("--out")
        && options.stream().anyMatch(o -> o.longestName().equals("--out"))) {
      arguments.add("--out");
      arguments.add(fresh());
    }
    return arguments;
  }

  private String value(String option) {
    if (option.equals("--out") || option.equals("--tensorboard")) {
      return switch (random.nextInt(4)) {
        case 0 -> "/";
        case 1 -> "";
        case 2 -> "\u0000";
        default -> fresh();
      };
    }
    return word();
  }

  private String fresh() {
    return folder.resolve("out-" + random.nextInt(1 << 30)).toString();
  }

  private String word() {
    return random.nextInt(6) == 0
        ? files.get(random.nextInt(files.size())).toString()
        : WORDS.get(random.nextInt(WORDS.size()));
  }

  private void execute(List<String> arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = line();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    long begin = System.nanoTime();
    try {
      int code =
          worker
              .submit(() -> line.execute(arguments.toArray(String[]::new)))
              .get(NEVER_SECONDS, TimeUnit.SECONDS);
      codes.merge(Integer.toString(code), 1, Integer::sum);
      String told = err.toString();
      boolean sentence = told.strip().lines().count() == 1;
      if (code < 0 || code > 2) {
        faults.add("exit code " + code + ": " + arguments);
      } else if (code == 2 && !sentence || told.contains("Exception") || told.contains("Error")) {
        faults.add(told.strip() + " <- " + arguments);
      } else if (code != 0 && told.isBlank() && out.toString().isBlank()) {
        faults.add("nothing said, exit code " + code + ": " + arguments);
      } else if (told.contains("The program failed") || told.contains("\u001b")) {
        faults.add(told.strip() + " <- " + arguments);
      }
    } catch (TimeoutException e) {
      faults.add("does not end <- " + arguments);
    } catch (InterruptedException | ExecutionException e) {
      faults.add(e + " <- " + arguments);
    }
    long taken = System.nanoTime() - begin;
    slowest = Math.max(slowest, taken);
    if (taken > SLOW_NANOS) {
      faults.add(Texts.of("%.1f s: %s", taken / 1e9, arguments));
    }
  }
}
