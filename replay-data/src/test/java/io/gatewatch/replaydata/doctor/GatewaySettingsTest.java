package io.gatewatch.replaydata.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import io.gatewatch.detectors.FieldNeed;
import io.gatewatch.detectors.FieldNeeds;
import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.formats.Formats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GatewaySettingsTest {
  private static final Pattern PAGE = Pattern.compile("[a-z]+/[A-Z_]+\\.md");
  private static final List<String> FIELDS =
      Arrays.stream(CallField.values()).map(CallField::wireName).toList();

  @ParameterizedTest
  @MethodSource("formats")
  void everyFieldOfEveryFormatHasASettingOrAReasonWhyNot(String format) {
    GatewaySettings settings = GatewaySettings.of(format);
    for (CallField field : CallField.values()) {
      assertThat(settings.advice(field)).as(format + ": " + field.wireName()).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyEntryIsAboutAFieldThatThereIs(String file) {
    Map<String, GatewaySettings.Advice> entries = Words.read(file, new TypeReference<>() {});
    assertThat(FIELDS).containsAll(entries.keySet());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noFormatLetsADetectorGoBlindWithoutSayingWhatToDo(String format) {
    for (String detector : FieldNeeds.detectors()) {
      for (FieldNeed need : FieldNeeds.of(detector)) {
        GatewaySettings.Advice advice = GatewaySettings.of(format).advice(need.field());
        String said = advice.add() == null ? advice.never() : advice.add();
        assertThat(said == null ? advice.fine() : said).as(detector).isNotBlank();
      }
    }
  }

  @Test
  void everyReasonForARejectSaysHowToMendIt() {
    List<String> reasons = Arrays.stream(RejectReason.values()).map(RejectReason::wire).toList();
    assertThat(RejectMends.SHIPPED).containsOnlyKeys(reasons);
    assertThat(RejectMends.SHIPPED.values()).allSatisfy(mend -> assertThat(mend).isNotBlank());
  }

  @Test
  void everyPageThatATextNamesIsThereAndIsNotTheIndex() throws IOException {
    Path texts = Path.of("..", "ingest/core/src/main/resources/doctor");
    List<String> pages = new ArrayList<>();
    for (String file : Stream.concat(files(), Stream.of("rejects")).toList()) {
      PAGE.matcher(Files.readString(texts.resolve(file + ".yaml")))
          .results()
          .forEach(named -> pages.add(named.group()));
    }
    assertThat(pages)
        .isNotEmpty()
        .doesNotContain("ingest/README.md")
        .allSatisfy(page -> assertThat(Path.of("..", page)).exists());
  }

  static List<String> formats() {
    return Formats.names();
  }

  static Stream<String> files() {
    return Stream.concat(formats().stream(), Stream.of("any"));
  }
}
