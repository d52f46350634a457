package org.morphoscope.service.remote;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.morphoscope.run.GrowthEvent;
import org.morphoscope.service.LiveRun;
import org.morphoscope.service.Role;
import org.morphoscope.service.RunListener;
import org.morphoscope.service.RunService;
import org.morphoscope.service.client.ClientProfile;

/**
 * One client that decides and many that watch, for {@link ServiceFigures}. Arguments: {@code
 * clients}, address, fingerprint, number of watchers, folder of mirrors. Prints what they saw when
 * the run has ended.
 */
final class WatchingClients {
  private static final int ATTEMPTS = 20;

  private WatchingClients() {}

  static String token(Role role) {
    return role + "-of-the-figures-of-the-service";
  }

  public static void main(String[] args) throws Exception {
    int watchers = Integer.parseInt(args[3]);
    List<LiveRun> runs = new ArrayList<>();
    List<AtomicLong> scores = new ArrayList<>();
    List<RunService> services = new ArrayList<>();
    for (int i = 0; i <= watchers; i++) {
      ClientProfile profile = new ClientProfile("client " + i, "figures", i == 0 ? 10 : 2);
      RunService service = connect(args, i, profile);
      services.add(service);
      AtomicLong seen = new AtomicLong();
      scores.add(seen);
      runs.add(
          service.attach(
              "run",
              RunListener.of(
                  event -> {
                    if (event instanceof GrowthEvent.ScoresUpdated) {
                      seen.incrementAndGet();
                    }
                  })));
    }
    long begin = System.nanoTime();
    long cpu = cpu();
    for (LiveRun run : runs) {
      run.await();
    }
    double percent = 100.0 * (cpu() - cpu) / (System.nanoTime() - begin);
    long least = scores.stream().skip(1).mapToLong(AtomicLong::get).min().orElse(0);
    long most = scores.stream().skip(1).mapToLong(AtomicLong::get).max().orElse(0);
    System.out.println(
        String.format(
            Locale.ROOT,
            "who decides saw %d scores, who watches %d to %d, all clients %.1f %% of a core",
            scores.get(0).get(),
            least,
            most,
            percent));
    System.exit(0);
  }

  private static long cpu() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** On a machine that is busy the door may have closed before a token was shown. */
  private static RunService connect(String[] args, int number, ClientProfile profile)
      throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return RemoteRunService.connect(
            ServerAddress.parse(args[1]),
            args[2],
            token(number == 0 ? Role.OWN : Role.WATCH),
            Path.of(args[4]).resolve("client-" + number),
            profile);
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }
}
