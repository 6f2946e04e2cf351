import Docker from 'dockerode';

/** A container of a project, as its engine knows it. */
export interface RunningContainer {
  readonly name: string;
  readonly id: string;
  /** As the Compose file names it. */
  readonly image: string;
  readonly project: string;
  /** `running`, `exited`… */
  readonly state: string;
  /** Whether its health check, where it has one, has succeeded. */
  readonly isWell: boolean;
}

/** Every container of a project that an engine has, stopped ones too, sorted by name. */
export async function containersOf({ socket }: { readonly socket: string }): Promise<readonly RunningContainer[]> {
  const listed = await new Docker({ socketPath: socket }).listContainers({ all: true });
  return listed
    .flatMap(({ Names: [name = ''], Id: id, Image: image, Labels: labels, State: state, Status: status }) => {
      const project = labels['com.docker.compose.project'];
      if (project === undefined) return [];
      return [
        { name: name.replace(/^\//, ''), id, image, project, state, isWell: state === 'running' && !/unhealthy|starting/.test(status) },
      ];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
