package io.gatewatch.streamsapp;

import io.gatewatch.alerting.QuotaSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/**
 * The Ed25519 pair that signs quota updates. It lies in two PEM files, the private one readable by
 * its owner only; gateways need {@link #PUBLIC_FILE}.
 */
public final class SigningKeys {
  /** X.509, for whoever verifies. */
  public static final String PUBLIC_FILE = "quota-signing.pub";

  /** PKCS#8, owner-only. */
  public static final String PRIVATE_FILE = "quota-signing.key";

  private final PrivateKey privateKey;
  private final String kid;

  private SigningKeys(PrivateKey privateKey, String kid) {
    this.privateKey = privateKey;
    this.kid = kid;
  }

  /** The signature of a record, as its header's value. */
  String sign(byte[] recordKey, byte[] recordValue) {
    return QuotaSignature.sign(privateKey, kid, recordKey, recordValue);
  }

  /** Reads the pair from a folder; makes it there when there is none. */
  public static SigningKeys in(Path folder) {
    try {
      Files.createDirectories(folder);
      Path secret = folder.resolve(PRIVATE_FILE);
      return Files.exists(secret) ? read(folder) : create(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("keys in " + folder, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("keys in " + folder, e);
    }
  }

  private static SigningKeys read(Path folder) throws IOException, GeneralSecurityException {
    String pem = Files.readString(folder.resolve(PRIVATE_FILE), StandardCharsets.US_ASCII);
    byte[] der = Base64.getDecoder().decode(pem.replaceAll("-----[A-Z ]+-----|\\s", ""));
    PrivateKey secret =
        KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(der));
    PublicKey open = QuotaSignature.publicKey(Files.readAllBytes(folder.resolve(PUBLIC_FILE)));
    byte[] probe = {1};
    String kid = QuotaSignature.kid(open);
    if (!QuotaSignature.holds(open, probe, probe, QuotaSignature.sign(secret, kid, probe, probe))) {
      throw new IllegalStateException(
          PRIVATE_FILE + " and " + PUBLIC_FILE + " in " + folder + " do not belong together");
    }
    return new SigningKeys(secret, kid);
  }

  private static SigningKeys create(Path folder) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    // The private file last: where it is, the pair is whole.
    write(folder.resolve(PUBLIC_FILE), "PUBLIC KEY", pair.getPublic().getEncoded(), "rw-r--r--");
    write(folder.resolve(PRIVATE_FILE), "PRIVATE KEY", pair.getPrivate().getEncoded(), "rw-------");
    return new SigningKeys(pair.getPrivate(), QuotaSignature.kid(pair.getPublic()));
  }

  private static void write(Path file, String title, byte[] der, String mode) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN " + title + "-----\n" + body + "\n-----END " + title + "-----\n";
    Path draft =
        Files.createTempFile(
            file.getParent(),
            "key",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, pem, StandardCharsets.US_ASCII);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(mode));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
