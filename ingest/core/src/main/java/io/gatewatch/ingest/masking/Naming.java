package io.gatewatch.ingest.masking;

import java.util.Locale;

/**
 * What a name says about the value behind it: a query parameter's, a JSON field's, or the segment
 * before an id. Case, underscores, dashes and dots do not count.
 */
enum Naming {
  /** Nothing that we know. */
  NONE(""),
  /** Numbers of objects, times, amounts: digits are to be expected. */
  ID(
      "id ids account accounts payment payments transaction transactions txn order orders customer"
          + " client user session trace span correlation message cursor offset after before"
          + " since until from to start end page limit size timestamp time ts date day nonce state"
          + " code hash etag version v seq sequence batch document file device terminal merchant"
          + " store branch product sku amount balance sum total value price iat exp nbf jti sub cid"
          + " invoice consent mandate loan statement party beneficiary transfer arrangement contract"
          + " policy claim ticket case job event key index ref reference build revision serial imei"
          + " isbn ean gtin uuid guid oid tid uid"),
  /** What is done to the value behind a slash, which then need not be an id. */
  ACTION(
      "validate check verify lookup search find query bin tokenize tokenise detokenize charge pay"
          + " capture authorize authorise test block freeze activate q"),
  CARD(
      "pan pans card cards cardnumber cardno cardnum cardpan ccnumber ccno ccnum cc creditcard"
          + " creditcards creditcardnumber debitcard primaryaccountnumber fundingpan fpan"),
  PHONE(
      "phone phones phonenumber phoneno phonenumbers mobile mobiles mobilenumber mobileno msisdn"
          + " msisdns tel telephone telephonenumber cell cellphone cellnumber contactnumber fax"
          + " whatsapp sms"),
  /** A JWT by design: signed requests and their answers, session hints. */
  SIGNED("request response idtokenhint logouttoken"),
  /** A key or token, whatever it looks like. */
  SECRET(
      "apikey xapikey apitoken apisecret accesstoken authtoken refreshtoken idtoken bearertoken"
          + " clientsecret appsecret secretkey privatekey consumersecret subscriptionkey"
          + " ocpapimsubscriptionkey authorization secretaccesskey accesskey sharedsecret"
          + " jsessionid phpsessid aspxauth sessiontoken securitytoken bearer"),
  /** A key or token if it looks drawn. */
  TOKEN("token auth secret sid sessionkey sessionid authkey usertoken appkey basic credential"),
  PASSWORD("password passwd pwd pw passphrase passwort userpassword pass");

  private static final int SLOTS = 1024;
  private static final int LONGEST = 40;
  private static final String[] KNOWN = new String[SLOTS];
  private static final Naming[] NAMINGS = new Naming[SLOTS];

  /** Endings that tell a number from a name. */
  private static final String[] ID_ENDINGS = {
    "id", "ids", "number", "no", "num", "nr", "ref", "reference", "uuid", "code", "hash", "key"
  };

  private final String names;

  Naming(String names) {
    this.names = names;
  }

  static {
    for (Naming naming : values()) {
      for (String name : naming.names.split(" ", -1)) {
        put(name.toLowerCase(Locale.ROOT), naming);
      }
    }
  }

  /** What this name says. */
  static Naming of(String name) {
    if (name.length() > LONGEST) {
      return NONE;
    }
    int hash = 0;
    int length = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128 && Ascii.isAlphanumeric((byte) c)) {
        hash = 31 * hash + Ascii.lower((byte) c);
        length++;
      }
    }
    for (int slot = slot(hash); KNOWN[slot] != null; slot = (slot + 1) & (SLOTS - 1)) {
      if (KNOWN[slot].length() == length && matches(KNOWN[slot], name)) {
        return NAMINGS[slot];
      }
    }
    return endsLikeId(name) ? ID : NONE;
  }

  private static boolean matches(String known, String name) {
    int at = 0;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < 128 && Ascii.isAlphanumeric((byte) c)) {
        if (known.charAt(at++) != Ascii.lower((byte) c)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean endsLikeId(String name) {
    for (String ending : ID_ENDINGS) {
      int from = name.length() - ending.length();
      if (from > 0 && name.regionMatches(true, from, ending, 0, ending.length())) {
        return true;
      }
    }
    return false;
  }

  private static void put(String name, Naming naming) {
    int slot = slot(name.hashCode());
    while (KNOWN[slot] != null) {
      slot = (slot + 1) & (SLOTS - 1);
    }
    KNOWN[slot] = name;
    NAMINGS[slot] = naming;
  }

  private static int slot(int hash) {
    return (hash ^ (hash >>> 10) ^ (hash >>> 20)) & (SLOTS - 1);
  }
}
