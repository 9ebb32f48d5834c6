package io.gatewatch.collector.syslog;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of one connection, read only while none is under way: when we are busy, TCP makes the
 * sender wait. After the sender has gone, its last lines are tried for ten seconds.
 */
final class TcpLines extends ChannelInboundHandlerAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(TcpLines.class);
  private static final int TRIES_AFTER_THE_END = 40;

  private final SyslogListener listener;
  private final LineSink sink;
  private final Executor workers;
  private String port;
  private Batches batches;
  private int triesAfterTheEnd;

  TcpLines(SyslogListener listener, LineSink sink, Executor workers) {
    this.listener = listener;
    this.sink = sink;
    this.workers = workers;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    int number = ((InetSocketAddress) ctx.channel().localAddress()).getPort();
    port = Integer.toString(number);
    batches =
        new Batches(
            lines -> sink.take(listener, number, lines),
            workers,
            ctx.executor(),
            port,
            () -> ctx.channel().isActive() || triesAfterTheEnd++ < TRIES_AFTER_THE_END,
            () -> ctx.channel().read());
    ctx.channel().read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object frame) {
    byte[] line = SyslogMessage.text((byte[]) frame);
    if (line.length > 0) {
      SyslogMetrics.LINES.labelValues(port).inc();
      batches.add(line);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    batches.send();
    if (!batches.isUnderWay()) {
      ctx.channel().read();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && !batches.isUnderWay()) {
      SyslogMetrics.REFUSED.labelValues(port, "idle").inc();
      var unused = ctx.close();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    LOG.debug("a syslog connection broke: {}", cause.toString());
    var unused = ctx.close();
  }
}
