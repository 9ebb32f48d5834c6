package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a person who mistyped something in a recipe is told. */
class RecipeMistakesTest {
  private static final String REST = "trainer: kmeans\ninputs: [calls_1m]\n";

  @Test
  void aKeyThatThereIsNotIsNamedBesideThoseThatThereAre() {
    refused("name: a\nseeed: 3\n" + REST, "recipe: seeed (expected: one of ", "minutesPerAgentDay");
    refused("name: a\ntrainer: kmeans\ninput: [calls_1m]\n", "recipe: input (expected", "inputs");
  }

  @Test
  void aWrongWordIsNamedWithoutALineThatWouldBeGuessed() {
    refused("name: a\ntrainer: kmean\ninputs: [calls_1m]\n", "recipe: trainer: kmean (expected");
  }

  @Test
  void aFeatureThatThereIsNotIsNamedWithItsLine() {
    refused(
        "name: a\ntrainer: kmeans\ninputs:\n- calls_1m\n- calls_1n\n",
        "recipe: line 5: ",
        "calls_1n");
  }

  /** Before a table is read, which takes a minute. */
  @Test
  void aParameterThatTheTrainerHasNotGotOrOutOfRangeIsRefusedWithTheRecipe() {
    refused("name: a\nparameters: {cluster: 3}\n" + REST, "recipe: parameter cluster (expected");
    refused("name: a\nparameters: {clusters: 0}\n" + REST, "recipe: clusters: 0.0 (expected: 1.0");
    refused("name: a\nparameters: {clusters: 2.5}\n" + REST, "clusters: 2.5 (expected: a whole");
    refused(
        "name: a\nsearch: {trials: 2, parameters: {clusters: [4, 999]}}\n" + REST,
        "recipe: clusters: 999.0 (expected");
    refused(
        "name: a\nsearch: {trials: 2, parameters: {depth: [4]}}\n" + REST,
        "recipe: parameter depth (expected: clusters, iterations)");
  }

  @Test
  void whatIsEmptyOrOfNoKindIsSaidWithoutAWordOfJava() {
    refused("name: a\ntrainer: kmeans\ninputs: [calls_1m, null]\n", "inputs: one is empty");
    refused("name: a\nseverity: huge\n" + REST, "recipe: severity: huge (expected: low or medium)");
    String search = "name: a\nsearch: {trials: 2, parameters: {clusters: [4, %s]}%s}\n" + REST;
    refused(search.formatted("null", ""), "search: 2 trials (expected");
    refused(search.formatted("5", ", tries: 3"), "recipe: tries (expected: one of [", "trials");
  }

  @Test
  void whatIsNoRecipeAtAllIsSaidToBeNone() {
    refused("", "recipe: no keys and values (expected: at least name, trainer and inputs)");
    refused("just words", "recipe: no keys and values");
    refused("name: a\ninputs: [calls_1m\n", "recipe: line ");
  }

  @Test
  void aNameOfNoRecipeThatShipsIsAnsweredWithThoseThatDo() {
    assertThatThrownBy(() -> ShippedRecipes.text("one-clas"))
        .hasMessageContaining("one-class, linear-attacks");
  }

  private static void refused(String yaml, String... words) {
    assertThatThrownBy(() -> Recipe.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(words)
        .message()
        .hasLineCount(1);
  }
}
