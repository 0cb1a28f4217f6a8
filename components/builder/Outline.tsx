import type { JSX } from 'preact';
import { Button, IconButton } from '../ui/Button.tsx';
import type { BuilderProps } from './builder-acts.ts';

/** The screens in their order, each with its fields; and where the console says whom it works for. */
export function Outline({ view, acts }: BuilderProps): JSX.Element {
  return (
    <section class="card" aria-labelledby="outline-title">
      <h2 id="outline-title">Screens and fields</h2>
      {view.screens.length === 0 && <p class="soft">The first control that you point at brings its screen along.</p>}
      {view.screens.map((screen) => (
        <div key={screen.id} class="screen">
          <h3>
            {screen.title} {screen.isReview && <span class="tag">review</span>}
          </h3>
          <ul>
            {screen.fields.map((field) => (
              <li key={field.id}>
                <span>{field.label}</span>
                <span class="soft">{field.holds}</span>
                <IconButton icon="leave-out" label={`Take out ${field.label}`} onPress={() => acts.onDropField(field.id)} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      <div class="acts">
        <Button size="small" onPress={() => acts.onPoint('tenant')}>
          Point at the tenant
        </Button>
        <Button size="small" onPress={() => acts.onPoint('operator')}>
          Point at who is signed in
        </Button>
      </div>
    </section>
  );
}
