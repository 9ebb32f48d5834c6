package io.gatewatch.replaydata.generate;

import java.util.List;

/** A customer of the bank as one agent knows them. Ids are numbers or UUIDs, by product. */
record Customer(String id, String consent, String loan, List<String> accounts) {}
