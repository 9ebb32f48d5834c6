/**
 * MuleSoft's calls: one JSON object a call, written by our expression for the Message Logging
 * policy of Flex Gateway, or of a Mule gateway. Its names are those of the variables that the
 * policy documents ({@code receivedTs}, {@code repliedTs}, {@code request.method}, {@code reqId},
 * {@code requestDisposition}, {@code violation.policyName} …; "Message Logging Policy", "DataWeave
 * Support in Flex Gateway Policies"), without the dots. Ours alone are {@code header.…}, {@code
 * environment}, {@code requestLength}, {@code responseLength}, {@code x-gatewatch-quota}, and the
 * ending {@code :b64}: Flex has no function that escapes JSON, so what a client sends travels as
 * Base64 under its name with that ending. The object may stand behind the prefix of a log line
 * ({@code [logger][level][accessLog] …}) or in the {@code message} or {@code log} of a record of
 * Fluent Bit.
 */
package io.gatewatch.ingest.mulesoft;
