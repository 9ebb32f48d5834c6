package io.gatewatch.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.FeatureSchema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to harm, or that were harmed: each is refused in one line. */
class HostileFileTest {
  private static final String FINE = Models.file(Models.centroids()).write();
  private static final String TREES = Models.file(Models.trees()).write();
  private static final String PLANTED = "s3cret";

  @TempDir private Path dir;

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "{}", "[]", "model", "{\"s3cret\":1}", "{\"format\":1}"})
  void whatIsNoModelFileIsRefused(String text) {
    refused(text, "not a model file");
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws Exception {
    for (int end = 0; end < FINE.length() - 2; end++) {
      refused(FINE.substring(0, end), "model");
    }
    refused(FINE + "{}", "not a model file");
    byte[] half = FINE.substring(0, FINE.length() / 2).getBytes(StandardCharsets.UTF_8);
    refused(half, "not a model file");
  }

  @Test
  void aFileWithAnyBitsTurnedIsReadOrRefusedAndNeverAnythingElse() {
    Random random = new Random(11);
    byte[] bytes = TREES.getBytes(StandardCharsets.UTF_8);
    int refused = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] turned = bytes.clone();
      turned[random.nextInt(turned.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        ModelFile.open(ModelFile.text(turned)).score(Models.vector(4, 5, 6));
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).startsWith("model: ").hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aModelForOtherFeaturesIsRefused() {
    refused(
        replaced(FINE, "\"schemaVersion\":" + FeatureSchema.VERSION, "\"schemaVersion\":99"), "99");
    refused(
        replaced(FINE, "\"schemaVersion\":" + FeatureSchema.VERSION, "\"schemaVersion\":0"), "0");
    refused(replaced(FINE, "\"calls_1m\"", "\"s3cret\""), "an unknown feature");
    refused(replaced(FINE, "\"calls_1m\"", "\"s3cret\\n\\u001b[31m\""), "an unknown feature");
    refused(replaced(FINE, "\"calls_1m\"", "null"), "inputs");
    refused(replaced(FINE, "\"format\":2", "\"format\":3"), "form 3 (expected: 1 or 2)");
  }

  @Test
  void aClassOfAgentsWithoutGoodScoresIsRefused() {
    String good = "{\"rows\":3,\"scores\":[1.0,2.0],\"atLeast\":[3,1]}";
    String fine = replaced(FINE, "\"byClass\":{}", "\"byClass\":{\"aisp\":" + good + "}");
    ModelFile.read(fine);
    refused(replaced(fine, good, "null"), "calibration: a class without scores");
    refused(replaced(fine, "[3,1]", "[1,3]"), "calibration: not in order");
    refused(replaced(FINE, "\"byClass\":{}", "\"byClass\":null"), "calibration");
    refused(replaced(FINE, "\"format\":2", "\"format\":1"), "calibration");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"kind\":\"java.net.URL\"",
        "\"kind\":\"io.gatewatch.models.Centroids\"",
        "\"kind\":[\"java.net.URL\",\"http://s3cret\"]",
        "\"kind\":null",
        "\"@class\":\"javax.script.ScriptEngineManager\"",
        "\"@type\":\"com.sun.rowset.JdbcRowSetImpl\",\"kind\":\"centroids\"",
        "\"kind\":\"centroids\",\"kind\":\"java.net.URL\"",
        "\"kind\":\"centroids\",\"s3cret\":1"
      })
  void noTypeButOursIsEverMade(String kind) {
    refused(replaced(FINE, "\"kind\":\"centroids\"", kind), "not a model file");
  }

  @Test
  void propertiesThatAreTwiceOrUnknownAreRefused() {
    refused(replaced(FINE, "\"seed\":1", "\"seed\":1,\"seed\":2"), "not a model file");
    refused(replaced(FINE, "\"seed\":1", "\"seed\":1,\"s3cret\":2"), "not a model file");
    refused(replaced(FINE, "\"format\":2", "\"format\":2,\"format\":2"), "not a model file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN",
        "Infinity",
        "-INF",
        "1e999",
        "\"NaN\"",
        "\"1\"",
        "null",
        "true",
        "[]",
        "{}"
      })
  void whatIsNoNumberIsRefused(String number) {
    refused(replaced(FINE, "\"centre\":[0.0,", "\"centre\":[" + number + ","), "model");
    refused(replaced(FINE, "{\"centroids\":[[0.0,", "{\"centroids\":[[" + number + ","), "model");
    refused(replaced(FINE, "\"scores\":[0.0,", "\"scores\":[" + number + ","), "model");
  }

  private static String replaced(String text, String what, String by) {
    String known = what.startsWith("{\"centroids\"") ? what.substring(1) : what;
    String other = what.startsWith("{\"centroids\"") ? by.substring(1) : by;
    assertThat(text).contains(known);
    return text.replace(known, other);
  }

  @Test
  void aCardThatCouldNotBeShownIsRefused() {
    refused(replaced(FINE, "\"name\":\"by-hand\"", "\"name\":\"../s3cret\""), "card: name");
    refused(replaced(FINE, "\"severity\":\"low\"", "\"severity\":\"s3cret\""), "card: severity");
    refused(replaced(FINE, "\"cohort\":\"all\"", "\"cohort\":\"s3cret\\n\""), "card: cohort");
    refused(replaced(FINE, "\"warnings\":[]", "\"warnings\":null"), "card");
    refused(replaced(FINE, "\"from\":\"2026-01-05T00:00:00Z\"", "\"from\":null"), "card");
    refused(replaced(FINE, "\"from\":\"2026-01-05T00:00:00Z\"", "\"from\":1e18"), "model");
  }

  @Test
  void aFileThatIsNestedDeeplyIsRefused() {
    String open = "{\"a\":".repeat(200_000);
    refused(open, "not a model file");
    refused(replaced(FINE, "\"inputs\":[", "\"inputs\":[" + "[".repeat(100_000)), "not a model");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
    Path huge = dir.resolve("huge.json");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    } catch (IOException e) {
      Files.write(huge, new byte[ModelFile.MOST_BYTES + 1]);
    }
    refusedOnDisk(huge, "bytes (expected: at most " + ModelFile.MOST_BYTES);
    refused(" ".repeat(ModelFile.MOST_BYTES + 1), "over " + ModelFile.MOST_BYTES);
    refused("{" + "é".repeat(ModelFile.MOST_BYTES / 2), "over " + ModelFile.MOST_BYTES);
  }

  @Test
  void whatIsNotAFileIsRefused() {
    refusedOnDisk(dir.resolve(PLANTED), "no such file");
    refusedOnDisk(dir, "not a file");
  }

  @Test
  void aSerializedJavaObjectIsRefusedUnread() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(new ArrayList<>(List.of(PLANTED)));
    }
    refused(out.toByteArray(), "a serialized Java object");
  }

  @Test
  void anArchiveIsRefusedUnopened() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream entries = new ZipOutputStream(zip)) {
      entries.putNextEntry(new ZipEntry("s3cret.json"));
      zeros(entries);
    }
    refused(zip.toByteArray(), "a zip archive");
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream deflated = new GZIPOutputStream(gzip)) {
      zeros(deflated);
    }
    refused(gzip.toByteArray(), "compressed");
  }

  private static void zeros(OutputStream out) throws IOException {
    byte[] block = new byte[1 << 16];
    for (int i = 0; i < 1_000; i++) {
      out.write(block);
    }
  }

  @Test
  void whatIsNoTextIsRefused() throws Exception {
    byte[] bytes = FINE.getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length / 2] = (byte) 0xff;
    refused(bytes, "no text in UTF-8");
    refused(FINE.getBytes(StandardCharsets.UTF_16), "does not begin with {");
  }

  static Stream<Trees> crookedTrees() {
    return Stream.of(
        trees(new int[] {0}, new int[] {0, -1, -1}, new int[] {0, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {0}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {3, 0, 0}),
        trees(new int[] {0}, new int[] {0, -1, -1}, new int[] {-1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {1}, new int[] {-1, 0, -1}, new int[] {0, 0, 0}, new int[] {0, 2, 0}),
        trees(new int[] {0}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {1, 0, 0}),
        trees(new int[] {0}, new int[] {2, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {3}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {-1}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {0, 0}, new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[0], new int[] {0, -1, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        trees(new int[] {0}, new int[] {0, -1}, new int[] {1, 0, 0}, new int[] {2, 0, 0}),
        chain(Trees.DEEPEST + 1));
  }

  @ParameterizedTest
  @MethodSource("crookedTrees")
  void treesWhoseWalksWouldNotEndOrLeadNowhereAreRefused(Trees trees) {
    refused(Models.file(trees).write(), "trees: ");
  }

  @Test
  void aTreeAsDeepAsAllowedIsReadAndScores() {
    AnomalyModel model = Models.model(chain(Trees.DEEPEST));
    assertThat(model.score(Models.vector(0, 0, 0))).isEqualTo(0);
    assertThat(model.score(Models.vector(1e9, 0, 0))).isEqualTo(1);
  }

  @Test
  void leavesThatNameNoLabelAreRefused() {
    refused(replaced(TREES, "\"leaf\":[0.0,0.0", "\"leaf\":[0.0,7.0"), "trees: node 1");
    refused(replaced(TREES, "\"leaf\":[0.0,0.0", "\"leaf\":[0.0,0.5"), "trees: node 1");
    refused(replaced(TREES, "\"tells\":[-1", "\"tells\":[0"), "trees: tree 0");
    refused(replaced(TREES, "\"link\":\"VOTES\"", "\"link\":\"s3cret\""), "not a model file");
    refused(replaced(TREES, "\"link\":\"VOTES\"", "\"link\":0"), "not a model file");
    refused(replaced(TREES, "[\"benign\",", "[\"s3cret\","), "labels");
    refused(replaced(TREES, "\"scraping\"", "\"benign\""), "labels");
  }

  @Test
  void aModelThatNeedsNativeCodeIsRefusedWhereNothingRunsIt() {
    refused(Models.file(new Foreign(new byte[] {1, 2, 3})).write(), "onnx: nothing here runs it");
    refused(Models.file(new Foreign(new byte[0])).write(), "onnx: 0 bytes");
  }

  /** A leaf at each depth, ever to the right; the deepest names scraping. */
  private static Trees chain(int depth) {
    int nodes = 2 * depth + 1;
    int[] input = new int[nodes];
    int[] left = new int[nodes];
    int[] right = new int[nodes];
    double[] leaf = new double[nodes];
    for (int n = 0; n < nodes; n++) {
      input[n] = n % 2 == 0 && n < nodes - 1 ? 0 : -1;
      left[n] = input[n] < 0 ? 0 : n + 1;
      right[n] = input[n] < 0 ? 0 : n + 2;
    }
    leaf[nodes - 1] = 1;
    return new Trees(
        List.of("benign", "scraping"),
        Trees.Link.VOTES,
        new int[] {0},
        new int[] {-1},
        input,
        new double[nodes],
        left,
        right,
        leaf,
        new double[2]);
  }

  private static Trees trees(int[] roots, int[] input, int[] left, int[] right) {
    int[] tells = new int[roots.length];
    java.util.Arrays.fill(tells, -1);
    return new Trees(
        List.of("benign", "scraping"),
        Trees.Link.VOTES,
        roots,
        tells,
        input,
        new double[input.length],
        left,
        right,
        new double[input.length],
        new double[2]);
  }

  private static void refused(String text, String reason) {
    refusedBy(() -> ModelFile.open(text), reason);
  }

  private void refused(byte[] bytes, String reason) throws IOException {
    refusedOnDisk(Files.write(dir.resolve("model.json"), bytes), reason);
    refusedBy(() -> ModelFile.open(ModelFile.text(bytes)), reason);
  }

  private static void refusedOnDisk(Path path, String reason) {
    refusedBy(() -> ModelFile.open(path), reason);
  }

  private static void refusedBy(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable open, String reason) {
    assertThatThrownBy(open)
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("model: ")
        .contains(reason)
        .doesNotContain(PLANTED)
        .hasLineCount(1)
        .hasSizeLessThan(200);
  }
}
