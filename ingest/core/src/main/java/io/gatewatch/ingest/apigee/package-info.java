/**
 * Apigee's calls (X, hybrid, Edge): one JSON object a call, written by our template for the
 * MessageLogging policy, under the names of Apigee's analytics dimensions and metrics ("Analytics
 * metrics, dimensions, and filters reference": {@code request_verb}, {@code response_status_code},
 * {@code client_received_start_timestamp}, {@code developer_app}, {@code client_id} …), so that an
 * exported analytics record is read as well; also inside the {@code jsonPayload} of an entry of
 * Cloud Logging. Ours alone are {@code error_status_code}, {@code fault}, {@code messageid}, {@code
 * x_forwarded_for}, {@code jwt_…}, {@code x_gatewatch_quota} and {@code header.…}; they hold flow
 * variables of the same meaning. A name may end in {@code :b64}: the text is then Base64 ({@code
 * encodeBase64} of Apigee's message templates), since its {@code escapeJSON} is documented for
 * double quotes alone. An empty text, a dash, NA, null and (not set) stand for what is absent.
 */
package io.gatewatch.ingest.apigee;
