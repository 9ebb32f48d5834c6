package io.gatewatch.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import io.gatewatch.ingest.formats.Formats;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imports point down; engines stay in the rooms; rooms of different floors never meet. */
class FloorsTest {

  private static final String INGEST = "io.gatewatch.ingest..";
  private static final String COLLECTOR = "io.gatewatch.collector..";
  private static final String OPENAPI = "io.gatewatch.openapi..";
  private static final String FEATURES = "io.gatewatch.features..";
  private static final String MODELS = "io.gatewatch.models..";
  private static final String DETECTORS = "io.gatewatch.detectors..";
  private static final String FLINK_JOB = "io.gatewatch.flinkjob..";
  private static final String ALERTING = "io.gatewatch.alerting..";
  private static final String STREAMS_APP = "io.gatewatch.streamsapp..";
  private static final String GATEWAYS = "io.gatewatch.gateways..";
  private static final String CONSOLE = "io.gatewatch.console..";
  private static final String SINKS = "io.gatewatch.sinks..";
  private static final String ROOF = "io.gatewatch.replaydata..";

  private static final List<String> FLOORS = List.of(INGEST, FEATURES, MODELS, DETECTORS, ALERTING);
  private static final List<String> ROOMS =
      List.of(COLLECTOR, OPENAPI, FLINK_JOB, STREAMS_APP, GATEWAYS, CONSOLE, SINKS);

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gatewatch");

  @Test
  void everyFloorAndRoomWasLookedAt() {
    Stream.concat(Stream.concat(FLOORS.stream(), ROOMS.stream()), Stream.of(ROOF))
        .map(subtree -> subtree.substring(0, subtree.length() - 2))
        .forEach(
            root ->
                assertThat(HOUSE)
                    .as(root)
                    .anyMatch(found -> found.getPackageName().startsWith(root)));
  }

  @Test
  void importsPointDown() {
    Architectures.layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("io.gatewatch..")
        .layer("ingest")
        .definedBy(INGEST)
        .layer("collector")
        .definedBy(COLLECTOR)
        .layer("openapi")
        .definedBy(OPENAPI)
        .layer("features")
        .definedBy(FEATURES)
        .layer("models")
        .definedBy(MODELS)
        .layer("detectors")
        .definedBy(DETECTORS)
        .layer("flink-job")
        .definedBy(FLINK_JOB)
        .layer("alerting")
        .definedBy(ALERTING)
        .layer("rooms of alerting")
        .definedBy(STREAMS_APP, GATEWAYS, CONSOLE, SINKS)
        .layer("roof")
        .definedBy(ROOF)
        .whereLayer("ingest")
        .mayNotAccessAnyLayer()
        .whereLayer("collector")
        .mayOnlyAccessLayers("ingest")
        .whereLayer("openapi")
        .mayOnlyAccessLayers("ingest")
        .whereLayer("features")
        .mayOnlyAccessLayers("ingest")
        .whereLayer("models")
        .mayOnlyAccessLayers("features", "ingest")
        .whereLayer("detectors")
        .mayOnlyAccessLayers("models", "features", "ingest")
        .whereLayer("flink-job")
        .mayOnlyAccessLayers("detectors", "models", "features", "ingest")
        .whereLayer("alerting")
        .mayOnlyAccessLayers("detectors", "models", "features", "ingest")
        .whereLayer("rooms of alerting")
        .mayOnlyAccessLayers("alerting", "detectors", "models", "features", "ingest")
        .whereLayer("roof")
        .mayNotBeAccessedByAnyLayer()
        .check(HOUSE);
  }

  @Test
  void floorsKnowNoEngine() {
    noClasses()
        .that()
        .resideInAnyPackage(packages(FLOORS))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.flink..",
            "org.apache.kafka..",
            "kafka..",
            "org.rocksdb..",
            "com.linecorp.armeria..")
        .because("engines only lend the core state and transport")
        .check(HOUSE);
  }

  @Test
  void roomsOfDifferentFloorsMeetOnlyThroughATopic() {
    roomsAreSeenFromNowhereElse(COLLECTOR);
    roomsAreSeenFromNowhereElse(OPENAPI);
    roomsAreSeenFromNowhereElse(FLINK_JOB);
    roomsAreSeenFromNowhereElse(STREAMS_APP, GATEWAYS, CONSOLE, SINKS);
  }

  @Test
  void swaggerParserStaysInItsRoom() {
    noClasses()
        .that()
        .resideOutsideOfPackage(OPENAPI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.swagger..")
        .because(
            "the openapi room alone reads specifications; the others see its catalogue sources")
        .check(HOUSE);
  }

  @Test
  void tribuoStaysWithTheModels() {
    noClasses()
        .that()
        .resideOutsideOfPackage(MODELS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.tribuo..", "com.oracle.labs..")
        .because("the models floor alone trains and reads Tribuo models")
        .check(HOUSE);
  }

  @Test
  void upperFloorsSeeCallsAndNoGatewayFormat() {
    noClasses()
        .that()
        .resideOutsideOfPackages(INGEST, COLLECTOR, ROOF)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            Formats.names().stream()
                .map(format -> "io.gatewatch.ingest." + format.replace("-", "") + "..")
                .toArray(String[]::new))
        .because("upper floors see ApiCall, never a gateway's own shape")
        .check(HOUSE);
  }

  private static void roomsAreSeenFromNowhereElse(String... roomsOfOneFloor) {
    List<String> allowed = Stream.concat(Stream.of(roomsOfOneFloor), Stream.of(ROOF)).toList();
    noClasses()
        .that()
        .resideOutsideOfPackages(packages(allowed))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(roomsOfOneFloor)
        .because("rooms of different floors meet only through a topic; only the roof wires them")
        .check(HOUSE);
  }

  private static String[] packages(List<String> subtrees) {
    return subtrees.toArray(String[]::new);
  }
}
