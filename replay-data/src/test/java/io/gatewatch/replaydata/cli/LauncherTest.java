package io.gatewatch.replaydata.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher at the root, with stand-ins for java and mvn on its path. */
class LauncherTest {
  private static final Path SCRIPT = Path.of("..", "gatewatch");
  private static final List<String> TOOLS =
      List.of(
          "sh", "dirname", "readlink", "sed", "head", "tail", "find", "cat", "mkdir", "rm", "mv");
  private static final String FAKE_JAVA =
      """
      #!/bin/sh
      if [ "$1" = -version ]; then echo 'openjdk version "17.0.9" 2023-10-17' >&2; exit 0; fi
      for word; do echo "<$word>"; done
      exit 7
      """;
  private static final String FAKE_MVN =
      """
      #!/bin/sh
      echo "noise of Maven: $*"
      mkdir -p replay-data/target
      echo lib.jar >replay-data/target/classpath
      : >replay-data/target/gatewatch.jar
      """;

  @TempDir private Path temp;
  private Path home;
  private Path bin;

  private record Run(int exitCode, String out, String err) {}

  @BeforeEach
  void aCheckoutInAPathWithSpaces() throws IOException {
    home = Files.createDirectories(temp.resolve("my own/gate watch")).toRealPath();
    bin = Files.createDirectory(temp.resolve("bin"));
    Files.copy(SCRIPT, home.resolve("gatewatch"));
    Files.createDirectories(home.resolve("replay-data/src/main/java"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    for (String tool : TOOLS) {
      script(tool, "#!/bin/sh\nexec " + find(tool) + " \"$@\"\n");
    }
  }

  @Test
  void aMissingJavaIsOneLineThatSaysWhatToInstall() throws Exception {
    Run run = launch("--version");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).startsWith("gatewatch: needs a JDK, 17 or later");
    assertThat(run.err()).contains("apt-get install openjdk-17-jdk");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    script("java", FAKE_JAVA.replace("17.0.9", "11.0.2"));
    Run run = launch("--version");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("17 or later").contains("is 11");
  }

  @Test
  void aMissingMavenIsOneLineThatSaysWhatToInstall() throws Exception {
    script("java", FAKE_JAVA);
    script("javac", FAKE_JAVA);
    Run run = launch("--version");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("no mvn").contains("apt-get install maven");
  }

  @Test
  void firstUseBuildsQuietlyAndThenRunsWithTheArgumentsAsGiven() throws Exception {
    tools();
    Run run = launch("replay", "--out", "a folder with spaces");
    assertThat(run.err())
        .hasLineCount(1)
        .contains("Building Gatewatch (first use): 3 to 8 minutes")
        .contains("its log is " + home + "/replay-data/target/build.log");
    assertThat(run.exitCode()).isEqualTo(7); // the command's own
    assertThat(run.out()).doesNotContain("noise").contains("<a folder with spaces>");
    assertThat(run.out()).contains("<" + home + "/replay-data/target/gatewatch.jar:lib.jar>");
    assertThat(home.resolve("replay-data/target/build.log")).content().contains("noise of Maven");
  }

  @Test
  void theSecondUseDoesNotBuild() throws Exception {
    tools();
    launch("--version");
    Run run = launch("--version");
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).contains("<--version>");
  }

  @Test
  void aChangedSourceIsBuiltAgain() throws Exception {
    tools();
    launch("--version");
    Path source = Files.writeString(home.resolve("replay-data/src/main/java/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(launch("--version").err()).contains("Building Gatewatch (sources changed)");
  }

  @Test
  void aFolderThatWasMovedIsBuiltAgain() throws Exception {
    tools();
    launch("--version");
    home = Files.move(home, temp.resolve("elsewhere")).toRealPath();
    assertThat(launch("--version").err()).contains("Building Gatewatch");
  }

  @Test
  void aFailedBuildShowsItsLogAndIsNotTakenForABuild() throws Exception {
    tools();
    script("mvn", "#!/bin/sh\necho '[ERROR] no such type: Foo'\nexit 1\n");
    for (int attempt = 0; attempt < 2; attempt++) {
      Run run = launch("--version");
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("no such type: Foo").contains("the build failed");
    }
  }

  @Test
  void aLinkFromElsewhereFindsTheHouse() throws Exception {
    tools();
    Path first = Files.createSymbolicLink(temp.resolve("link one"), home.resolve("gatewatch"));
    Path second = Files.createSymbolicLink(temp.resolve("two"), Path.of("link one"));
    assertThat(first).exists();
    assertThat(run(second.toString(), "--version").out()).contains(home + "/replay-data/target");
  }

  @Test
  void onlyTheWholeSystemStartsWithTheQuickCompiler() throws Exception {
    tools();
    assertThat(launch("up").out()).contains("<-Xmx1g>", "<-XX:TieredStopAtLevel=1>");
    assertThat(launch("replay").out()).doesNotContain("TieredStopAtLevel");
  }

  private void tools() throws IOException {
    script("java", FAKE_JAVA);
    script("javac", FAKE_JAVA);
    script("mvn", FAKE_MVN);
  }

  private void script(String name, String text) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run launch(String... args) throws Exception {
    return run(home.resolve("gatewatch").toString(), args);
  }

  private Run run(String program, String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of("/bin/sh", program));
    command.addAll(List.of(args));
    Path err = temp.resolve("err.txt");
    ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Run(process.exitValue(), out, Files.readString(err));
  }

  private static Path find(String tool) {
    for (String folder : System.getenv("PATH").split(":", -1)) {
      Path file = Path.of(folder, tool);
      if (Files.isExecutable(file)) {
        return file;
      }
    }
    throw new IllegalStateException("no " + tool + " on the path");
  }
}
