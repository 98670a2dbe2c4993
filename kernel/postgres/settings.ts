/**
 * For a machine of two cores and a few gigabytes that also runs the gateway. What
 * commits is on disk. Nothing a statement carries reaches the log: no statement
 * texts, no parameters, and no DETAIL lines, which quote the values of a row.
 */
const HOUSE: Readonly<Record<string, string>> = {
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '256MB',
  temp_buffers: '32MB',
  random_page_cost: '1.1',
  jit: 'off',

  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '15min',

  client_connection_check_interval: '2s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/** The `-c name=value` arguments of a server with the house's settings and these over them. */
export function settingArguments(over: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...HOUSE, ...over }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
