/**
 * What keeps secrets out of the log: keyed hashes of ids ({@link
 * io.gatewatch.ingest.masking.Masker}), the keys themselves ({@link
 * io.gatewatch.ingest.masking.MaskingKeys}), shapes in place of text, and a scrubber for the one
 * free text that is kept, the user agent.
 */
package io.gatewatch.ingest.masking;
