'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const blue = '#2f5d8a', red = '#b3261e', pale = '#9fb6cd', grey = '#8a939c';
  Object.assign(Chart.defaults, {animation: false, responsive: true, maintainAspectRatio: false, devicePixelRatio: 2});
  Chart.defaults.font.family = 'system-ui, sans-serif';
  Chart.defaults.color = '#1c2126';

  const axis = (text, more) => ({title: {display: true, text}, ...more});
  const share = {min: 0, max: 1};
  const plot = (id, config) => new Chart(document.getElementById(id), config);
  const dots = (label, points, color, more) =>
    ({type: 'scatter', label, data: points, backgroundColor: color, borderColor: color, pointRadius: 4, ...more});

  const budget = data.curveAtBudget;
  plot('curve', {type: 'scatter', data: {datasets: [
    dots('at the budget', budget ? [{x: budget.recall, y: budget.precision}] : [], red, {pointRadius: 7}),
    dots('precision', data.curve.map(p => ({x: p.recall, y: p.precision})), blue, {showLine: true, pointRadius: 0, borderWidth: 2}),
    dots('by chance', [{x: 0, y: data.prevalence}, {x: 1, y: data.prevalence}], grey,
      {showLine: true, pointRadius: 0, borderDash: [4, 4], borderWidth: 1}),
  ]}, options: {scales: {x: axis('recall', share), y: axis('precision', share)}}});

  const figures = [data.all, data.neverLearnedFrom, ...data.byCategory, ...data.byCohort];
  const told = figures.filter(f => f.recall);
  plot('recall', {type: 'bar', data: {labels: told.map(f => f.name), datasets: [
    {type: 'line', label: 'found', data: told.map(f => f.recall.value), showLine: false, borderColor: blue, backgroundColor: blue, pointRadius: 5},
    {label: '95 %', data: told.map(f => [f.recall.low, f.recall.high]), backgroundColor: pale, barPercentage: 0.5},
  ]}, options: {indexAxis: 'y', scales: {x: axis('share of attacks found', share), y: {offset: true}}}});

  const timed = figures.filter(f => f.medianSeconds !== null);
  plot('seconds', {type: 'bar', data: {labels: timed.map(f => f.name), datasets: [
    {label: 'median', data: timed.map(f => f.medianSeconds), backgroundColor: blue},
    {label: 'nine in ten', data: timed.map(f => f.p90Seconds), backgroundColor: pale},
  ]}, options: {indexAxis: 'y', scales: {x: axis('seconds', {min: 0})}}});

  const points = [['at the budget', data.atBudget], ['set before', data.calibrated]].filter(p => p[1] && p[1].realisedPerDay);
  plot('alerts', {type: 'bar', data: {labels: points.map(p => p[0]), datasets: [
    {type: 'line', label: 'realised', data: points.map(p => p[1].realisedPerDay.value), showLine: false, borderColor: blue, backgroundColor: blue, pointRadius: 5},
    {type: 'line', label: 'promised', data: points.map(p => p[1].promisedPerDay), showLine: false, borderColor: red, backgroundColor: red, pointRadius: 7, pointStyle: 'crossRot', borderWidth: 2},
    {label: '95 %', data: points.map(p => [p[1].realisedPerDay.low, p[1].realisedPerDay.high]), backgroundColor: pale, barPercentage: 0.4},
  ]}, options: {scales: {x: {offset: true}, y: axis('false alerts a day', {min: 0})}}});

  const seen = data.pValues.filter(p => p.realised.value > 0);
  const bins = data.probabilities;
  plot('pvalues', {type: 'scatter', data: {datasets: [
    dots('p-values', seen.map(p => ({x: p.promised, y: p.realised.value})), blue, {showLine: true}),
    dots('95 %, low', seen.filter(p => p.realised.low > 0).map(p => ({x: p.promised, y: p.realised.low})), pale, {showLine: true, pointRadius: 2}),
    dots('95 %, high', seen.map(p => ({x: p.promised, y: p.realised.high})), pale, {showLine: true, pointRadius: 2}),
    dots('as promised', [{x: 0.001, y: 0.001}, {x: 1, y: 1}], grey, {showLine: true, pointRadius: 0, borderDash: [4, 4]}),
    ...data.pValuesByCohort.map(c => dots(c.name, c.pValues.filter(p => p.realised.value > 0)
      .map(p => ({x: p.promised, y: p.realised.value})), grey, {showLine: true, pointRadius: 0, borderWidth: 1})),
    ...(bins.length ? [dots('probabilities', bins.filter(b => b.predicted > 0 && b.observed.value > 0)
      .map(b => ({x: b.predicted, y: b.observed.value})), red, {showLine: true})] : []),
  ]}, options: {scales: {x: axis('promised', {type: 'logarithmic', min: 0.001, max: 1}), y: axis('realised', {type: 'logarithmic', max: 1})}}});

  plot('scores', {type: 'bar', data: {labels: data.scores.map(b => b.from.toPrecision(3)), datasets: [
    {label: 'ordinary', data: data.scores.map(b => b.ordinary), backgroundColor: pale},
    {label: 'attacked', data: data.scores.map(b => b.attack), backgroundColor: red},
  ]}, options: {scales: {x: axis('score, from'), y: axis('share', {min: 0})}}});

  const drift = data.drift || {cohorts: [], days: []};
  const moved = drift.cohorts.flatMap(c => c.measured.psi.map(m => ({name: `${m.input}, ${c.name}`, psi: m.psi})))
    .sort((a, b) => b.psi - a.psi).slice(0, 20);
  const level = (label, value, color) =>
    ({type: 'line', label, data: moved.map(() => value), borderColor: color, backgroundColor: color, borderDash: [4, 4], borderWidth: 1, pointStyle: 'line', pointRadius: 14});
  plot('drift', {type: 'bar', data: {labels: moved.map(m => m.name), datasets: [
    level('little: 0.1', 0.1, grey), level('much: 0.25', 0.25, red),
    {label: 'PSI', data: moved.map(m => m.psi), backgroundColor: moved.map(m => m.psi >= 0.25 ? red : m.psi >= 0.1 ? blue : pale)},
  ]}, options: {scales: {x: {offset: true}, y: axis('PSI', {min: 0, suggestedMax: 0.3})}}});

  plot('rare', {type: 'line', data: {labels: drift.days.map(d => d.day), datasets: [
    {label: 'rare', data: drift.days.map(d => d.rare), borderColor: blue, backgroundColor: blue},
    {label: 'when it was made', data: drift.days.map(d => d.expected), borderColor: grey, backgroundColor: grey, borderDash: [4, 4], pointStyle: 'line', pointRadius: 10},
  ]}, options: {scales: {x: {offset: true}, y: axis("share of agents' hours", {min: 0, suggestedMax: 0.2})}}});

  const resize = () => Object.values(Chart.instances).forEach(chart => chart.resize());
  addEventListener('beforeprint', resize);
  addEventListener('afterprint', resize);
})();
