package io.gatewatch.ingest.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.config.YamlFile.Checked;
import io.gatewatch.ingest.config.YamlFile.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;

class YamlFileTest {
  private static final YamlFile FILE = new YamlFile("zoo", "a zoo", "a list of animals");

  private record Zoo(List<Animal> animals, Integer open) {}

  private record Animal(String name, Diet diet, int legs) {
    Animal {
      requireNonNull(name, "name");
      requireNonNull(diet, "diet");
    }
  }

  private enum Diet {
    PLANTS,
    MEAT
  }

  @Test
  void everyMistakeIsToldOnceWithItsPlaceAndTheRestIsRead() {
    Checked<Zoo> checked =
        check(
            """
            animals:
              - name: cow
                diet: grass
                legs: four
                horns:
                  - left
              - diet: meat
                legs: 4
              - {name: snake, diet: meat, legs: [0]}
              - {name: hen, diet: plants, legs: 2}
            opened: 9
            open: 9
            """);
    assertThat(checked.mistakes())
        .containsExactly(
            new Mistake(0, "/animals/1", "no name"),
            new Mistake(3, "/animals/0/diet", "diet: grass (expected: plants, meat)"),
            new Mistake(4, "/animals/0/legs", "legs: four (expected: a number)"),
            new Mistake(
                5, "/animals/0/horns", "horns (not a key of a zoo; expected: diet, legs, name)"),
            new Mistake(
                9, "/animals/2/legs", "legs: not the form of a zoo (expected: a list of animals)"),
            new Mistake(11, "/opened", "opened (not a key of a zoo; expected: animals, open)"));
    assertThat(checked.read().animals()).contains(new Animal("hen", Diet.PLANTS, 2)).hasSize(4);
    assertThat(checked.read().open()).isEqualTo(9);
  }

  @Test
  void whatIsNoYamlIsOneMistakeAndAnEmptyTextNone() {
    assertThat(check("animals: }").mistakes())
        .singleElement()
        .satisfies(mistake -> assertThat(mistake.line()).isOne());
    assertThat(check("").mistakes()).isEmpty();
    assertThat(check("").read()).isNull();
    assertThat(check("animals:\n  -\n").mistakes())
        .containsExactly(new Mistake(2, "", "nothing (expected: a list of animals)"));
  }

  private static Checked<Zoo> check(String yaml) {
    return FILE.check(yaml, Zoo.class);
  }
}
