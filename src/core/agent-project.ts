/** What a coding agent finds in the folder that it works in: text by file name, without folders. */
export interface AgentProject {
  readonly files: Readonly<Record<string, string>>;
  /** The file whose content is the candidate when the agent is done. */
  readonly candidate: string;
  /** The candidate's file holds nothing yet but names: left as it is, it is no answer. */
  readonly stub?: boolean;
}
