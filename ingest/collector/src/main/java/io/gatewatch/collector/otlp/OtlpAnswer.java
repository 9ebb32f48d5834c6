package io.gatewatch.collector.otlp;

import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers to an exporter, in the encoding that it spoke. Made of our own words only. */
public final class OtlpAnswer {
  private OtlpAnswer() {}

  /**
   * An {@code ExportLogsServiceResponse}.
   *
   * @param rejected records that were not taken; 0 when all were
   * @param why a word for the first of them
   */
  public static byte[] exported(boolean json, long rejected, String why) {
    if (json) {
      return utf8(
          rejected == 0
              ? "{}"
              : "{\"partialSuccess\":{\"rejectedLogRecords\":\""
                  + rejected
                  + "\",\"errorMessage\":\""
                  + why
                  + "\"}}");
    }
    ExportLogsServiceResponse.Builder response = ExportLogsServiceResponse.newBuilder();
    if (rejected > 0) {
      response.setPartialSuccess(
          ExportLogsPartialSuccess.newBuilder()
              .setRejectedLogRecords(rejected)
              .setErrorMessage(why));
    }
    return response.build().toByteArray();
  }

  /** A {@code google.rpc.Status} with this message, for an HTTP status of 400 or more. */
  public static byte[] status(boolean json, int httpStatus, String message) {
    int code = rpcCode(httpStatus);
    if (json) {
      return utf8("{\"code\":" + code + ",\"message\":\"" + message + "\"}");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeInt32(1, code);
      out.writeString(2, message);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return bytes.toByteArray();
  }

  /** The gRPC code that gRPC's own table gives to an HTTP status. */
  private static int rpcCode(int httpStatus) {
    return switch (httpStatus) {
      case 400, 415 -> 3;
      case 401 -> 16;
      case 403 -> 7;
      case 404, 405 -> 12;
      case 408 -> 4;
      case 413 -> 8;
      case 429, 503 -> 14;
      default -> 13;
    };
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
