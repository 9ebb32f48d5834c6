package io.gatewatch.models.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** ONNX files, made here: a small linear model of Tribuo's, and bad ones made from it. */
final class OnnxFiles {
  static final String[] NAMES = {"000", "001", "002"};

  /** Tribuo numbers labels as it likes; of this one it makes the second. */
  static final String ATTACK = "unusual";

  static final LinearSGDModel TRIBUO = train();
  static final ModelProto MODEL = TRIBUO.exportONNXModel("io.gatewatch.test", 1);

  private OnnxFiles() {}

  static ArrayExample<Label> example(double... row) {
    return new ArrayExample<>(LabelFactory.UNKNOWN_LABEL, NAMES, row);
  }

  private static LinearSGDModel train() {
    LabelFactory factory = new LabelFactory();
    OffsetDateTime undated = OffsetDateTime.of(1970, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    MutableDataset<Label> data =
        new MutableDataset<>(new SimpleDataSourceProvenance("here", undated, factory), factory);
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      double[] row = random.doubles(3).toArray();
      String label = row[0] > 0.7 ? ATTACK : "benign";
      data.add(new ArrayExample<>(new Label(label), NAMES, row));
    }
    return new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(0.5), 10, 1L).train(data);
  }
}
