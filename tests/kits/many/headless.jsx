import {
  Checkbox,
  Combobox,
  ComboboxButton,
  ComboboxInput,
  ComboboxOption,
  ComboboxOptions,
  Field,
  Label,
  Listbox,
  ListboxButton,
  ListboxOption,
  ListboxOptions,
  Radio,
  RadioGroup,
  Switch,
} from '@headlessui/react';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { INCIDENTS, ROLES } from '../choices.ts';

const labelOf = (value) => ROLES.find((one) => one.value === value)?.label ?? 'Choose one';

function Page() {
  const [role, setRole] = useState('');
  const [incident, setIncident] = useState('');
  const [level, setLevel] = useState('');
  return (
    <>
      <Field>
        <Label>Role</Label>
        <Listbox name="role" value={role} onChange={setRole}>
          <ListboxButton>{labelOf(role)}</ListboxButton>
          <ListboxOptions anchor="bottom">
            {ROLES.map(({ value, label }) => (
              <ListboxOption key={value} value={value}>
                {label}
              </ListboxOption>
            ))}
          </ListboxOptions>
        </Listbox>
      </Field>
      <Field>
        <Label>Incident</Label>
        <Combobox name="incident" value={incident} onChange={(value) => setIncident(value ?? '')}>
          <ComboboxInput />
          <ComboboxButton aria-label="Show incidents">▾</ComboboxButton>
          <ComboboxOptions anchor="bottom">
            {INCIDENTS.map((one) => (
              <ComboboxOption key={one} value={one}>
                {one}
              </ComboboxOption>
            ))}
          </ComboboxOptions>
        </Combobox>
      </Field>
      <RadioGroup name="level" value={level} onChange={setLevel} aria-label="Level">
        {ROLES.map(({ value, label }) => (
          <Radio key={value} value={value}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
      <Field>
        <Checkbox name="acknowledged" style={{ display: 'inline-block', width: 20, height: 20, border: '1px solid' }} />
        <Label>Acknowledged</Label>
      </Field>
      <Field>
        <Switch name="child_tenants" style={{ width: 40, height: 20 }} />
        <Label>Include child tenants</Label>
      </Field>
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
