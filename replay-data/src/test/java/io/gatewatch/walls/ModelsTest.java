package io.gatewatch.walls;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What reads models runs none of their code, and what judges with them is no library's. */
class ModelsTest {
  private static final String CORE = "io.gatewatch.models";
  private static final String TRAINING = "io.gatewatch.models.training..";
  private static final String ONNX = "io.gatewatch.models.onnx..";
  private static final String[] LIBRARIES = {
    "org.tribuo..",
    "com.oracle.labs..",
    "ml.dmlc..",
    "ai.onnx..",
    "ai.onnxruntime..",
    "de.bwaldvogel.."
  };

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.gatewatch");

  @Test
  void allThreeRoomsWereLookedAt() {
    for (String name : new String[] {"ModelFile", "training.Boosted", "onnx.OnnxRuntime"}) {
      assertThat(HOUSE.contain(CORE + "." + name)).as(name).isTrue();
    }
  }

  @Test
  void noModelIsReadWithJavaSerialization() {
    noClasses()
        .that()
        .resideInAPackage("io.gatewatch.models..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .because("a serialized object runs code while it is read")
        .check(HOUSE);
  }

  @Test
  void whatJudgesKnowsNoLibraryOfModels() {
    noClasses()
        .that()
        .resideInAPackage(CORE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARIES)
        .because("models are scored from flat arrays")
        .check(HOUSE);
  }

  @Test
  void librariesOfModelsStayWhereModelsAreTrainedOrImported() {
    noClasses()
        .that()
        .resideOutsideOfPackages(TRAINING, ONNX)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LIBRARIES)
        .because("everything else sees model files")
        .check(HOUSE);
  }
}
