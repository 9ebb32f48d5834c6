package io.gatewatch.replaydata.up;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink mini-cluster that runs one job and finds its own past: a stop leaves a savepoint, a kill
 * leaves checkpoints, and a start goes on from the newest of either, or from the next older one
 * when that cannot be read.
 */
public final class EmbeddedFlink implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration RUNNING_WITHIN = Duration.ofSeconds(60);

  private final MiniCluster cluster;
  private final FlinkConfig config;
  private final JobID job;
  private final Optional<RestorePoint> restoredFrom;

  private volatile boolean runs = true;

  private EmbeddedFlink(
      MiniCluster cluster, FlinkConfig config, JobID job, Optional<RestorePoint> restoredFrom) {
    this.cluster = cluster;
    this.config = config;
    this.job = job;
    this.restoredFrom = restoredFrom;
  }

  /** Starts the cluster and the job, and returns once every task of the job runs. */
  public static EmbeddedFlink start(
      FlinkConfig config, Consumer<StreamExecutionEnvironment> jobBuilder) {
    Folders.delete(config.temporary());
    Folders.make(config.temporary());
    MiniCluster cluster = new MiniCluster(clusterOf(config));
    try {
      cluster.start();
      return startJob(cluster, config, jobBuilder);
    } catch (Exception e) {
      close(cluster, config.stopWithin());
      throw new IllegalStateException("Flink did not start: " + e.getMessage(), e);
    }
  }

  /** Whether the job went on from an earlier run. */
  public boolean restored() {
    return restoredFrom.isPresent();
  }

  /** Whether the job ran when last heard of; answers at once and asks again for the next time. */
  public boolean isRunning() {
    CompletableFuture<Void> unused =
        cluster
            .getJobStatus(job)
            .handle((status, failure) -> failure == null && status == JobStatus.RUNNING)
            .thenAccept(answer -> runs = answer);
    return runs;
  }

  /** The job's id in this run. */
  public JobID job() {
    return job;
  }

  /** Address of Flink's own web page. */
  public String webAddress() {
    return "http://" + config.host() + ":" + config.port();
  }

  /** Stops the job with a savepoint, else leaves its last checkpoint, and closes the cluster. */
  @Override
  public void close() {
    try {
      cluster
          .stopWithSavepoint(
              job, FlinkConfig.uriOf(config.savepoints()), false, SavepointFormatType.NATIVE)
          .get(config.stopWithin().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("no savepoint, the next start goes on from the last checkpoint", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      close(cluster, config.stopWithin());
    }
  }

  /** Ends as a kill would: no savepoint, no goodbye to the job. */
  void abandon() {
    close(cluster, config.stopWithin());
  }

  private static void close(MiniCluster cluster, Duration patience) {
    try {
      cluster.closeAsync().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink did not close in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static EmbeddedFlink startJob(
      MiniCluster cluster, FlinkConfig config, Consumer<StreamExecutionEnvironment> jobBuilder)
      throws Exception {
    List<RestorePoint> points = RestorePoint.newestFirst(config);
    List<RestorePoint> worthKeeping =
        points.subList(0, Math.min(FlinkConfig.CHECKPOINTS_KEPT, points.size()));
    List<Path> stale = RestorePoint.foldersWithout(worthKeeping, config);
    for (RestorePoint point : points) {
      JobID job = submit(cluster, config, jobBuilder, Optional.of(point));
      if (new JobStart(cluster, job).runsWithin(RUNNING_WITHIN)) {
        LOG.info("the job goes on from {}", point.directory());
        stale.forEach(Folders::delete);
        return new EmbeddedFlink(cluster, config, job, Optional.of(point));
      }
      LOG.warn("cannot go on from {}, trying the next older one", point.directory());
    }
    JobID job = submit(cluster, config, jobBuilder, Optional.empty());
    if (!new JobStart(cluster, job).runsWithin(RUNNING_WITHIN)) {
      throw new IllegalStateException("the job does not run");
    }
    return new EmbeddedFlink(cluster, config, job, Optional.empty());
  }

  private static JobID submit(
      MiniCluster cluster,
      FlinkConfig config,
      Consumer<StreamExecutionEnvironment> jobBuilder,
      Optional<RestorePoint> from)
      throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(config.settings());
    jobBuilder.accept(environment);
    JobGraph graph =
        environment
            .getStreamGraph()
            .getJobGraph(EmbeddedFlink.class.getClassLoader(), JobID.generate());
    from.ifPresent(
        point ->
            graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(point.uri(), false, RecoveryClaimMode.CLAIM)));
    cluster.submitJob(graph).get();
    return graph.getJobID();
  }

  private static MiniClusterConfiguration clusterOf(FlinkConfig config) {
    return new MiniClusterConfiguration.Builder()
        .setConfiguration(config.settings())
        .setNumTaskManagers(1)
        .setNumSlotsPerTaskManager(config.parallelism())
        .setCommonBindAddress("127.0.0.1")
        .build();
  }
}
