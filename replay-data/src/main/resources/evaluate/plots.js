'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const blue = '#2f5d8a', pale = '#9fb6cd', red = '#b3261e', green = '#4b7a55', amber = '#b06a00';
  Object.assign(Chart.defaults, {animation: false, responsive: true, maintainAspectRatio: false, devicePixelRatio: 2});
  Chart.defaults.font.family = 'system-ui, sans-serif';
  Chart.defaults.color = '#1c2126';
  const plot = (id, config) => new Chart(document.getElementById(id), config);
  const axis = (text, more) => ({title: {display: true, text}, ...more});

  const told = data.kinds.filter(k => k.recall.attacks > 0);
  plot('recall', {type: 'bar', data: {labels: told.map(k => k.kind), datasets: [
    {type: 'line', label: 'found', data: told.map(k => k.recall.share), showLine: false, borderColor: blue, backgroundColor: blue, pointRadius: 5},
    {label: '95 %', data: told.map(k => [k.recall.low, k.recall.high]), backgroundColor: pale, barPercentage: 0.5},
  ]}, options: {indexAxis: 'y', scales: {x: axis('share of attacks found', {min: 0, max: 1}), y: {offset: true}}}});

  const timed = told.filter(k => k.recall.medianSeconds != null);
  plot('seconds', {type: 'bar', data: {labels: timed.map(k => k.kind), datasets: [
    {label: 'median', data: timed.map(k => Math.max(1, k.recall.medianSeconds)), backgroundColor: blue},
    {label: 'nine in ten', data: timed.map(k => Math.max(1, k.recall.p90Seconds)), backgroundColor: pale},
  ]}, options: {indexAxis: 'y', scales: {x: axis('seconds to the alert', {type: 'logarithmic', min: 1})}}});

  const lanes = ['harmless events', 'attacks found', 'attacks missed', 'right alerts', 'false alerts'];
  const colors = [amber, green, red, blue, red];
  const least = (data.to - data.from) / 400;
  const spans = data.spans.map(s => ({x: [Math.max(data.from, s.from), Math.max(s.to, s.from + least)], y: lanes[s.lane], what: s.what, lane: s.lane}));
  const warmup = lanes.map(y => ({x: [data.from, Math.min(data.to, data.counts)], y, what: 'warm-up', lane: -1}));
  const day = ms => new Date(ms).toISOString().slice(5, 16).replace('T', ' ');
  plot('timeline', {type: 'bar', data: {labels: lanes, datasets: [
    {label: 'over time', data: spans, grouped: false, barPercentage: 0.6, backgroundColor: spans.map(s => colors[s.lane])},
    {label: 'warm-up', data: warmup, grouped: false, barPercentage: 1, categoryPercentage: 1, backgroundColor: '#e8eaed'},
  ]}, options: {
    indexAxis: 'y',
    scales: {x: axis('UTC', {type: 'linear', min: data.from, max: data.to, ticks: {callback: day}})},
    plugins: {legend: {display: false}, tooltip: {callbacks: {label: item => item.raw.what}}},
  }});

  const resize = () => Object.values(Chart.instances).forEach(chart => chart.resize());
  addEventListener('beforeprint', resize);
  addEventListener('afterprint', resize);
})();
