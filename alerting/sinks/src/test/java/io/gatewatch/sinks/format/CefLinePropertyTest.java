package io.gatewatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.sinks.Told;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CefLinePropertyTest {
  /** Seven header fields, no bare pipe in any; then what is no line end. */
  private static final Pattern CEF =
      Pattern.compile("CEF:0(\\|(\\\\.|[^|\\\\])*){6}\\|[^\\p{Cntrl}]*");

  @Example
  void anAlertIsOneLineWithItsFields() {
    String line = CefLine.syslog(Told.enumeration().alert(), "host-1");

    assertThat(line)
        .startsWith("<131>1 2026-02-03T09:00:01Z host-1 gatewatch - CEF - CEF:0|Gatewatch|")
        .contains("|object_enumeration|budget-buddy walks through account ids|8|")
        .contains(" src=203.0.113.7 ")
        .contains(" suser=budget-buddy ")
        .contains("externalId=a-77e1-1");
  }

  @Property(tries = 300)
  void whateverALogSaidStaysInItsField(@ForAll String title, @ForAll String summary) {
    String line = CefLine.of(Told.enumeration().saying(title, summary).alert());

    assertThat(CEF.matcher(line).matches()).as(line).isTrue();
    assertThat(line.lines()).hasSize(1);
  }

  @Example
  void aCallerCannotAddAFieldOrALine() {
    String line =
        CefLine.of(
            Told.enumeration().saying("a|b\n<1>", "x\r\nCEF:0|evil src=10.0.0.1 \\").alert());

    assertThat(line).contains("|a\\|b <1>|").contains("msg=x\\nCEF:0|evil src\\=10.0.0.1 \\\\ ");
  }
}
