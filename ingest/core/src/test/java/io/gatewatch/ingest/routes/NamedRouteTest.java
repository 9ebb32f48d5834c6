package io.gatewatch.ingest.routes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedRouteTest {
  @ParameterizedTest
  @CsvSource({
    "/pets/{petId}, /pets/{petId}",
    "/, /",
    "'', /",
    "accounts/{account-id}/balances/, /accounts/{account-id}/balances",
    "/{proxy+}, /{proxy+}",
    "/v1/users/{user_name}/cards, /v1/users/{user_name}/cards",
    "/ibans/GB33BUKB20201555555555, /ibans/{id}",
    "/accounts/22289/close, /accounts/{id}/close",
    "/x/{GB33 BUKB}/y, /x/{id}/y",
    "/x/{4929004911112222}, /x/{id}",
    "/x/{}, /x/{id}",
    "/x/{, /x/{id}",
    "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q, /a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/{rest}"
  })
  void parametersStayAndOtherSegmentsAreJudgedLikeAPath(String name, String route) {
    RouteTemplate template = NamedRoute.of(name);
    assertThat(template.route()).isEqualTo(route);
    assertThat(template.objects()).isEmpty();
  }

  @Test
  void thePathFillsTheParametersWhereItFits() {
    RouteTemplate template =
        NamedRoute.of("/cities/{name}/rates", "https://api.example.com/cities/london/rates?day=1");
    assertThat(template.route()).isEqualTo("/cities/{name}/rates");
    assertThat(template.words()).containsExactly("cities", "rates");
    assertThat(template.objects()).containsExactly(new RawObject("city", "london"));
  }

  @ParameterizedTest
  @CsvSource({
    "/cities/{name}, /cities/london/rates",
    "/cities/{name}, /towns/london",
    "/cities/{name+}, /cities/london",
    "/{proxy+}, /cities/london/rates",
    "/cities/{name}, /"
  })
  void aNameThatThePathDoesNotFitDoesNotCount(String name, String path) {
    assertThat(NamedRoute.of(name, path)).isNull();
  }
}
