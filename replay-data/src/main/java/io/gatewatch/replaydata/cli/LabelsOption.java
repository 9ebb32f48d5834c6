package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.Sha256;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.evaluate.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of labels that was read and understood. */
final class LabelsOption {
  private final byte[] bytes;
  private final Truth truth;

  private LabelsOption(byte[] bytes, Truth truth) {
    this.bytes = bytes;
    this.truth = truth;
  }

  /** What it says. */
  Truth truth() {
    return truth;
  }

  /** SHA-256 of the file. */
  String sha256() {
    return Sha256.hex(bytes);
  }

  /** Reads a file. */
  static LabelsOption read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new LabelsOption(bytes, TruthFile.read(bytes));
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input(file + ": " + e.getMessage());
    }
  }

  /** Puts a copy beside a finished run, whole or not at all. */
  void copyTo(Path folder) {
    Path partial = folder.resolve(TruthFile.NAME + ".partial");
    try {
      Files.write(partial, bytes);
      Files.move(partial, folder.resolve(TruthFile.NAME), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }
}
