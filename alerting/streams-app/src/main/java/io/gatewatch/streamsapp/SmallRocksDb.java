package io.gatewatch.streamsapp;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * RocksDB for states of a few megabytes: 4 MB of block cache and two write buffers of 2 MB a store,
 * where the default may take 100 MB.
 */
public final class SmallRocksDb implements RocksDBConfigSetter {
  private static final long MEGABYTE = 1 << 20;

  private Cache cache;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    cache = new LRUCache(4 * MEGABYTE);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(cache);
    options.setTableFormatConfig(table);
    options.setWriteBufferSize(2 * MEGABYTE);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {
    cache.close();
  }
}
