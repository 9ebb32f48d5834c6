package io.gatewatch.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** From bytes to a model file's text: what is too large or no text is refused unread. */
final class ModelBytes {
  private ModelBytes() {}

  static String text(Path path) {
    try {
      if (!Files.isRegularFile(path) && Files.exists(path)) {
        throw ModelFile.refused("not a file");
      }
      checkSize(Files.size(path));
      try (InputStream in = Files.newInputStream(path)) {
        // It may have grown since.
        return text(in.readNBytes(ModelFile.MOST_BYTES + 1));
      }
    } catch (NoSuchFileException e) {
      throw ModelFile.refused("no such file");
    } catch (IOException e) {
      throw ModelFile.refused("cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  static String text(byte[] bytes) {
    checkSize(bytes.length);
    String other = other(bytes);
    if (other != null) {
      throw ModelFile.refused("not a model file (" + other + ")");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw ModelFile.refused("not a model file (it is no text in UTF-8)");
    }
  }

  private static void checkSize(long bytes) {
    if (bytes > ModelFile.MOST_BYTES) {
      throw ModelFile.refused(bytes + " bytes (expected: at most " + ModelFile.MOST_BYTES + ")");
    }
  }

  /** What else bytes are, by the first of them; null for what may be a model file. */
  private static String other(byte[] bytes) {
    if (begins(bytes, 'P', 'K')) {
      return "a zip archive";
    }
    if (begins(bytes, 0x1f, 0x8b)) {
      return "compressed";
    }
    if (begins(bytes, 0xac, 0xed, 0x00, 0x05)) {
      return "a serialized Java object";
    }
    return begins(bytes, '{') ? null : "it does not begin with {";
  }

  private static boolean begins(byte[] bytes, int... first) {
    for (int i = 0; i < first.length; i++) {
      if (bytes.length <= i || bytes[i] != (byte) first[i]) {
        return false;
      }
    }
    return true;
  }
}
