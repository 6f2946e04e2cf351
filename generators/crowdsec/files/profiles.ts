/** What an alert can be about: one address, or a range of them. */
const SCOPES = ['Ip', 'Range'] as const;

/**
 * A first ban of so many seconds, and each further one of the same address longer by as much. CrowdSec counts the decisions that it
 * still has, which is a week's. Source: profiles.yaml of CrowdSec's own configuration.
 */
export function banProfiles(banSeconds: number): readonly object[] {
  const [amount, unit] = goDuration(banSeconds);
  return SCOPES.map((scope) => ({
    name: `rackbook_${scope.toLowerCase()}`,
    filters: [`Alert.Remediation == true && Alert.GetScope() == '${scope}'`],
    decisions: [{ type: 'ban', duration: `${amount}${unit}` }],
    duration_expr: `Sprintf('%d${unit}', (GetDecisionsCount(Alert.GetValue()) + 1) * ${amount})`,
    on_success: 'break',
  }));
}

/** Go knows no unit above the hour. */
function goDuration(seconds: number): readonly [amount: number, unit: 'h' | 'm' | 's'] {
  if (seconds % 3600 === 0) return [seconds / 3600, 'h'];
  if (seconds % 60 === 0) return [seconds / 60, 'm'];
  return [seconds, 's'];
}
