package io.gatewatch.ingest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.CatalogSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
  private static final Catalog BANK =
      Catalog.of(
          List.of(
              new CatalogSource(
                  "bank",
                  "by hand",
                  "high",
                  List.of("/bank"),
                  List.of(
                      new CatalogOperation(
                          "GET",
                          "/accounts/{AccountId}/notes/{noteId}.txt",
                          "getNote",
                          "notes.read",
                          Sensitivity.PERSONAL,
                          "notes"),
                      CatalogOperation.of("POST", "/{kind=pay|collect}/{product:-}", "pay")),
                  List.of("/people/{id:person}", "/people/staff"))));

  @Test
  void aCatalogueNamesTheRouteAndItsObjects() {
    RouteTemplate route = Router.route("GET", "/bank/accounts/anna/notes/n%20a.txt?x=1", BANK);
    assertThat(route.route()).isEqualTo("/bank/accounts/{AccountId}/notes/{noteId}.txt");
    assertThat(route.operation()).isEqualTo("getNote");
    assertThat(route.operationGroup("GET")).isEqualTo("notes.read");
    assertThat(route.sensitivity()).isEqualTo(Sensitivity.PERSONAL);
    assertThat(route.requiredScope()).isEqualTo("notes");
    assertThat(route.words()).containsExactly("bank", "accounts", "notes");
    assertThat(route.objects())
        .containsExactly(new RawObject("account", "anna"), new RawObject("note", "n a"));
    assertThat(route.firstSegment()).isEqualTo("bank");
  }

  @Test
  void aKnownPathWithAnUnknownMethodKeepsItsTemplate() {
    RouteTemplate route = Router.route("DELETE", "/bank/accounts/anna/notes/7.txt", BANK);
    assertThat(route.route()).isEqualTo("/bank/accounts/{AccountId}/notes/{noteId}.txt");
    assertThat(route.operation()).isNull();
    assertThat(route.requiredScope()).isNull();
    assertThat(route.operationGroup("DELETE")).isEqualTo("notes.write");
  }

  @Test
  void anUnknownPathGoesByItsLooks() {
    RouteTemplate route = Router.route("GET", "/accounts/7/balances", BANK);
    assertThat(route).isEqualTo(RouteTemplate.of("/accounts/7/balances"));
    assertThat(route.operation()).isNull();
    assertThat(Router.route("GET", "/accounts/7", Catalog.EMPTY))
        .isEqualTo(RouteTemplate.of("/accounts/7"));
  }

  @ParameterizedTest
  @CsvSource({
    "/people/marie, /people/{id}, marie",
    "/people/marie/cards/9, /people/{id}/cards/{id}, marie",
    "/people/staff, /people/staff,",
    "/people/search, /people/search,",
    "/other/people/marie, /other/people/{id},"
  })
  void whatWasLearnedTellsIdsThatLookLikeWords(String path, String template, String id) {
    RouteTemplate route = Router.route("GET", path, BANK);
    assertThat(route.route()).isEqualTo(template);
    if (id != null) {
      assertThat(route.objects()).contains(new RawObject("person", id));
    }
  }

  /** The tree's words alone make a template: whatever stands in a value, none of it is in there. */
  @ParameterizedTest
  @CsvSource({
    "/bank/accounts/GB33BUKB20201555555555/notes/%7Bid%7D.txt",
    "/bank/accounts/<script>alert(1)/notes/4111111111111111.txt",
    "/bank/accounts/a;secret=4111111111111111/notes/\u00fc.txt"
  })
  void nothingOfAValueIsInTheTemplate(String path) {
    assertThat(Router.route("GET", path, BANK).route())
        .isEqualTo("/bank/accounts/{AccountId}/notes/{noteId}.txt");
  }

  @Test
  void aChoiceIsNoObject() {
    assertThat(Router.route("POST", "/bank/pay/sepa", BANK).objects()).isEmpty();
  }
}
