package io.gatewatch.ingest.routes;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Where a path holds a one-time secret or a name although the segment looks like a word: {@code
 * /reset/hunter}, {@code /invite/anna}, {@code /payees/lopez}. What follows such a segment is an id
 * unless it is a known sub-resource or action.
 */
final class PrivateSegments {
  /** Whoever knows the segment after one of these may do what it says. */
  private static final Set<String> SECRETS =
      words(
          "reset resets reset-password password-reset resetpassword passwordreset forgot-password"
              + " forgotpassword verify verification verify-email verifyemail email-verification"
              + " confirm confirmation confirm-email confirmemail activate activation token tokens"
              + " access-token access_token invite invites invitation invitations join magic"
              + " magic-link magiclink magic-links one-time otp unsubscribe optout opt-out share"
              + " shares shared-links apikey apikeys api-key api-keys api_key secret secrets"
              + " password passwords passwd pwd passphrase passcode key keys pin nonce ticket voucher vouchers coupon coupons redeem"
              + " short-link s");

  /** Collections of people and of names, beside those of {@link PathWords}. */
  private static final Set<String> NAMES =
      words(
          "contact contacts beneficiary beneficiaries payee payees recipient recipients owner owners"
              + " holder holders author authors guest guests subscriber subscribers staff colleagues"
              + " friends followers patients students clients by-name byname by-phone byphone user-by-email user-by-name user-by-phone name names nickname"
              + " nicknames alias aliases handle handles email emails mail mailbox by-email byemail"
              + " search find lookup query");

  private static final Set<String> KNOWN =
      words(
          "revoke introspect introspection refresh info status validate validation verify verified"
              + " check rotate new current active accept decline reject cancel resend send request"
              + " requests confirm confirmation complete password passwords email emails phone phones"
              + " otp sms mobile device devices user users account accounts payment payments"
              + " transaction transactions card cards exchange create list all me self count search"
              + " login logout register signup sign-up signin sign-in callback oauth oauth2 oidc"
              + " auth start finish initiate initiation init submit submission consent consents"
              + " identity kyc document documents address addresses beneficiary beneficiaries policy"
              + " policies rules jwks jwk public private metadata types type export import batch bulk"
              + " history detail details balance balances setup settings preferences profile profiles"
              + " roles groups sessions health lookup link links code codes success failure failed"
              + " error expired pending result results advanced suggest suggestions autocomplete"
              + " customers customer party parties persons organisations organizations companies"
              + " products branches atms merchants statements loans deposits limits domestic"
              + " international trusted block unblock approve reset invite token tokens id ids number"
              + " numbers name names update delete activate deactivate enable disable generate issue"
              + " issuance endpoint by-id by-email by-name by-phone by-account default page pages"
              + " summary report reports index home help terms template templates preview download"
              + " upload recovery recover forgot change identifiers relations relationships cancel"
              + " cancellation cancellations approval approvals amendment amendments initiation");

  private PrivateSegments() {}

  /** Whether a segment after this word is an id unless it is known. */
  static boolean follow(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return SECRETS.contains(lower) || NAMES.contains(lower);
  }

  /** Whether a segment, in lower case, is a sub-resource or an action. */
  static boolean isKnown(String lower) {
    return KNOWN.contains(lower);
  }

  private static Set<String> words(String list) {
    return new HashSet<>(Arrays.asList(list.split(" ", -1)));
  }
}
