import { Checkbox, RadioGroup, Select, Switch, ToggleGroup } from 'radix-ui';
import { createRoot } from 'react-dom/client';
import { ROLES } from '../choices.ts';

function Page() {
  return (
    <>
      <p>
        <span id="role-label">Role</span>
        <Select.Root name="role">
          <Select.Trigger aria-labelledby="role-label">
            <Select.Value placeholder="Choose one" />
          </Select.Trigger>
          <Select.Portal>
            <Select.Content position="popper">
              <Select.Viewport>
                {ROLES.map(({ value, label }) => (
                  <Select.Item key={value} value={value}>
                    <Select.ItemText>{label}</Select.ItemText>
                  </Select.Item>
                ))}
              </Select.Viewport>
            </Select.Content>
          </Select.Portal>
        </Select.Root>
      </p>
      <RadioGroup.Root name="level" aria-label="Level">
        {ROLES.map(({ value, label }) => (
          <div key={value}>
            <RadioGroup.Item value={value} id={`level-${value}`} style={{ width: 20, height: 20 }}>
              <RadioGroup.Indicator>•</RadioGroup.Indicator>
            </RadioGroup.Item>
            <label htmlFor={`level-${value}`}>{label}</label>
          </div>
        ))}
      </RadioGroup.Root>
      <p>
        <Checkbox.Root name="acknowledged" id="ack" style={{ width: 20, height: 20 }}>
          <Checkbox.Indicator>✓</Checkbox.Indicator>
        </Checkbox.Root>
        <label htmlFor="ack">Acknowledged</label>
      </p>
      <p>
        <Switch.Root name="child_tenants" id="children" style={{ width: 40, height: 20 }}>
          <Switch.Thumb />
        </Switch.Root>
        <label htmlFor="children">Include child tenants</label>
      </p>
      <ToggleGroup.Root type="single" aria-label="Privilege">
        {ROLES.map(({ value, label }) => (
          <ToggleGroup.Item key={value} value={value}>
            {label}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
