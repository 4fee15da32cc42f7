/** Articles that try to be more than text, as JSON Lines for `detente ingest`. */
const SCRIPT = '<script>window.broken = 1</script><img src=x onerror="window.broken = 2"><svg onload="window.broken = 3">';
const LEAD = 'MOSCOW, March 5, 2012 - Russia accused NATO on Monday of breaking its word. ';

export const HOSTILE = [
  { id: 'hostile/<b>1</b>?&#', title: `Russia ${SCRIPT}`, published: '2012-03-05', outlet: '<b>Outlet</b>" onmouseover="window.broken=4', url: 'javascript:window.broken=5', text: `${LEAD}"${SCRIPT} is not our way," Foreign Minister Sergei Lavrov said. {{7*7}} \${window.broken=6}` },
  { id: 'hostile-2.html', title: 'Е\u202Egnp.exe \u2066reversed\u2069 😀 '.repeat(20), published: '2012-03-05', url: 'https://a.example/"><script>window.broken=7</script>', text: `${LEAD}😀😀 \u202EIran rejected the offer of the European Union.\u202C ` },
  { id: 'hostile-3', title: 'A'.repeat(200_000), published: '2012-03-05', text: `${LEAD}${'x'.repeat(5000)} end. India met Pakistan in Lahore.` },
];
