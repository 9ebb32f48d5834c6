package io.gatewatch.ingest.catalog.learning;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The words that one agent used, by place. Holds at most 2,048 places and words together, the
 * shallowest places first, so that an agent that invents paths crowds out only itself; what was
 * dropped once is not taken in again, so that adding commutes. At most 0.5 MB, usually below 10 kB.
 */
final class AgentPlaces {
  private static final int MOST_ENTRIES = 2048;

  private final TreeMap<Place, PlaceWords> byPlace = new TreeMap<>();
  private int entries;
  private Place firstDropped;

  void add(Place place, String word) {
    PlaceWords words = at(place);
    if (words != null) {
      entries += words.add(word);
      trim();
    }
  }

  void addAll(AgentPlaces other) {
    drop(other.firstDropped);
    other.byPlace.forEach(
        (place, more) -> {
          PlaceWords words = at(place);
          if (words != null) {
            entries += words.addAll(more);
            trim();
          }
        });
  }

  Map<Place, PlaceWords> byPlace() {
    return byPlace;
  }

  /** Forgets places, and that others had no room. */
  void forget(Predicate<String> prefixes) {
    byPlace.keySet().removeIf(place -> prefixes.test(place.prefix()));
    entries = byPlace.size() + byPlace.values().stream().mapToInt(PlaceWords::size).sum();
    firstDropped = null;
  }

  private PlaceWords at(Place place) {
    if (firstDropped != null && place.compareTo(firstDropped) >= 0) {
      return null;
    }
    PlaceWords words = byPlace.get(place);
    if (words == null) {
      words = new PlaceWords();
      byPlace.put(place, words);
      entries++;
    }
    return words;
  }

  private void trim() {
    while (entries > MOST_ENTRIES) {
      drop(byPlace.lastKey());
    }
  }

  /** Drops a place and all behind it. */
  private void drop(Place from) {
    if (from == null || (firstDropped != null && firstDropped.compareTo(from) <= 0)) {
      return;
    }
    firstDropped = from;
    Map<Place, PlaceWords> behind = byPlace.tailMap(from, true);
    entries -= behind.size() + behind.values().stream().mapToInt(PlaceWords::size).sum();
    behind.clear();
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeBoolean(firstDropped != null);
    if (firstDropped != null) {
      write(firstDropped, out);
    }
    out.writeShort(byPlace.size());
    for (Map.Entry<Place, PlaceWords> entry : byPlace.entrySet()) {
      write(entry.getKey(), out);
      entry.getValue().writeTo(out);
    }
  }

  static AgentPlaces readFrom(DataInput in, int version) throws IOException {
    AgentPlaces places = new AgentPlaces();
    places.firstDropped = in.readBoolean() ? readPlace(in) : null;
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      Place place = readPlace(in);
      PlaceWords words = PlaceWords.readFrom(in, version);
      places.byPlace.put(place, words);
      places.entries += 1 + words.size();
    }
    return places;
  }

  private static void write(Place place, DataOutput out) throws IOException {
    out.writeByte(place.depth());
    out.writeUTF(place.prefix());
  }

  private static Place readPlace(DataInput in) throws IOException {
    return Place.of(in.readUnsignedByte(), in.readUTF());
  }
}
