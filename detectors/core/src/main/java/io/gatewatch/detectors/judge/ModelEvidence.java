package io.gatewatch.detectors.judge;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What one model has gathered against one principal, and how rare it finds its minutes. */
final class ModelEvidence {
  final OwnScores ownScores = new OwnScores();

  /** The capital of an e-detector, over 0. */
  double capital = 1;

  void writeTo(DataOutput out) throws IOException {
    ownScores.writeTo(out);
    Varint.writeDouble(out, capital);
  }

  static ModelEvidence readFrom(DataInput in) throws IOException {
    ModelEvidence evidence = new ModelEvidence();
    evidence.ownScores.readInto(in);
    evidence.capital = Varint.readDouble(in);
    return evidence;
  }

  /** As in suspicions up to version 4. */
  static ModelEvidence readPlainFrom(DataInput in) throws IOException {
    ModelEvidence evidence = new ModelEvidence();
    evidence.ownScores.readPlainInto(in);
    evidence.capital = in.readDouble();
    return evidence;
  }
}
