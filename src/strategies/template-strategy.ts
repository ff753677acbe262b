import type { Mode } from '../core/mode.ts';
import type { FollowUp, Material, Materials, Strategy, TaskView } from '../core/strategy.ts';
import { fillTemplate } from './fill-template.ts';
import { fillMaterial, fillView } from './slots.ts';

interface Definition<Needs extends Material> {
  readonly mode: Mode;
  readonly name: string;
  readonly about: string;
  readonly needs: readonly Needs[];
  /** The template of another strategy, where the first prompt is the same; its own when absent. */
  readonly template?: string;
  readonly followUp?: FollowUp;
}

/** A strategy whose first prompt is one user message: its template with the view and its materials filled in. */
export function templateStrategy<Needs extends Material = never>(definition: Definition<Needs>): Strategy<Needs> {
  return {
    ...definition,
    template: definition.template ?? `${definition.mode}-${definition.name}.md`,
    render(view, given, template) {
      const filled = definition.needs.flatMap((need) => fillOne(need, given, view));
      return { user: fillTemplate(template, new Map([...fillView(view), ...filled])).trim() };
    },
  };
}

function fillOne<Name extends Material>(name: Name, given: Pick<Materials, Name>, view: TaskView) {
  return fillMaterial[name](given[name], view);
}
