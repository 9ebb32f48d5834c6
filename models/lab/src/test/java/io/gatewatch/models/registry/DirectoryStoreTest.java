package io.gatewatch.models.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryStoreTest {
  @TempDir private Path folder;

  @Test
  void whatIsWrittenOnceStays() throws IOException {
    DirectoryStore store = new DirectoryStore(folder);
    assertThat(store.create("files/a.json", "one".getBytes(UTF_8))).isTrue();
    assertThat(store.create("files/a.json", "two".getBytes(UTF_8))).isFalse();
    assertThat(store.get("files/a.json")).asString(UTF_8).isEqualTo("one");
    assertThat(store.list("files")).containsExactly("files/a.json");
  }

  @Test
  void othersMayReadWhatIsWrittenAsTheyMayAnyNewFile() throws IOException {
    assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
    new DirectoryStore(folder).create("a.json", "one".getBytes(UTF_8));
    Path any = Files.writeString(folder.resolve("any"), "one");
    assertThat(Files.getPosixFilePermissions(folder.resolve("a.json")))
        .isEqualTo(Files.getPosixFilePermissions(any));
  }

  @Test
  void withoutHardLinksWhatIsWrittenOnceStaysToo() throws IOException {
    for (Exception none :
        List.of(new UnsupportedOperationException(), new FileSystemException("not permitted"))) {
      Path own = folder.resolve(none.getClass().getSimpleName());
      DirectoryStore store = new DirectoryStore(own, (name, file) -> refuse(none));
      assertThat(store.create("files/a.json", "one".getBytes(UTF_8))).isTrue();
      assertThat(store.create("files/a.json", "two".getBytes(UTF_8))).isFalse();
      assertThat(store.get("files/a.json")).asString(UTF_8).isEqualTo("one");
      try (Stream<Path> files = Files.list(own.resolve("files"))) {
        assertThat(files).as("nothing half written stays").hasSize(1);
      }
    }
  }

  private static void refuse(Exception why) throws IOException {
    if (why instanceof IOException io) {
      throw io;
    }
    throw (RuntimeException) why;
  }

  @Test
  void whatADesktopLeavesIsNoContent() throws IOException {
    DirectoryStore store = new DirectoryStore(folder);
    store.create("files/a.json", "one".getBytes(UTF_8));
    Files.writeString(folder.resolve("files/.DS_Store"), "a window");
    assertThat(store.list("files")).containsExactly("files/a.json");
  }

  @Test
  void aNameThatIsFreeHasNoContent() throws IOException {
    DirectoryStore store = new DirectoryStore(folder);
    assertThat(store.get("files/none.json")).isNull();
    assertThat(store.list("files")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../out", "/etc/passwd", "files/../../out", "a//b", "", "A", "a b", "..", "a/.."})
  void noNameLeadsOutOfTheDirectory(String name) {
    DirectoryStore store = new DirectoryStore(folder.resolve("registry"));
    assertThatThrownBy(() -> store.create(name, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store.get(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aLinkToElsewhereIsNotRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Files.createDirectories(folder.resolve("registry/files"));
    Files.createSymbolicLink(folder.resolve("registry/files/a.json"), secret);
    DirectoryStore store = new DirectoryStore(folder.resolve("registry"));
    assertThatThrownBy(() -> store.get("files/a.json")).isInstanceOf(IOException.class);
  }
}
