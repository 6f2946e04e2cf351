/** Names that Ansible and Jinja have of themselves. Facts are not among them: they are in `ansible_facts`. */
export const KNOWN_NAMES: ReadonlySet<string> = new Set(
  [
    // https://docs.ansible.com/ansible/latest/reference_appendices/special_variables.html
    'ansible_check_mode ansible_collection_name ansible_config_file ansible_dependent_role_names ansible_diff_mode ansible_failed_result',
    'ansible_failed_task ansible_forks ansible_index_var ansible_inventory_sources ansible_limit ansible_loop ansible_loop_var',
    'ansible_parent_role_names ansible_parent_role_paths ansible_play_batch ansible_play_hosts ansible_play_hosts_all ansible_play_name',
    'ansible_play_role_names ansible_playbook_python ansible_role_name ansible_role_names ansible_run_tags ansible_search_path',
    'ansible_skip_tags ansible_verbosity ansible_version group_names groups hostvars inventory_dir inventory_file inventory_hostname',
    'inventory_hostname_short omit play_hosts playbook_dir role_name role_names role_path vars environment',
    'ansible_facts ansible_local ansible_host ansible_port ansible_user ansible_password ansible_connection ansible_become ansible_become_user',
    'ansible_become_method ansible_python_interpreter ansible_ssh_common_args ansible_ssh_private_key_file ansible_ssh_host_key_checking',
    // In templates.
    'ansible_managed template_host template_uid template_path template_fullpath template_destpath template_run_date template_mtime',
    // Functions.
    'lookup query q now undef range dict lipsum cycler joiner namespace',
  ]
    .join(' ')
    .split(' '),
);
