import {
  Checkbox,
  Combobox,
  Dropdown,
  Field,
  FluentProvider,
  Input,
  Option,
  Radio,
  RadioGroup,
  Select,
  SpinButton,
  Switch,
  Textarea,
  webLightTheme,
} from '@fluentui/react-components';
import { DatePicker } from '@fluentui/react-datepicker-compat';
import { createRoot } from 'react-dom/client';
import { INCIDENTS, ROLES } from '../choices.ts';

const options = ROLES.map(({ value, label }) => (
  <Option key={value} value={value}>
    {label}
  </Option>
));

function Page() {
  return (
    <FluentProvider theme={webLightTheme}>
      <Field label="Tenant ID">
        <Input name="tenant" />
      </Field>
      <Field label="Note">
        <Textarea name="note" />
      </Field>
      <Field label="Native role">
        <Select name="native_role">
          <option value="">Choose one</option>
          {ROLES.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Role">
        <Dropdown>{options}</Dropdown>
      </Field>
      <Field label="Roles">
        <Dropdown multiselect>{options}</Dropdown>
      </Field>
      <Field label="Incident">
        <Combobox>
          {INCIDENTS.map((one) => (
            <Option key={one}>{one}</Option>
          ))}
        </Combobox>
      </Field>
      <Field label="Level">
        <RadioGroup name="level">
          {ROLES.map(({ value, label }) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
      <Checkbox name="acknowledged" label="Acknowledged" />
      <Switch name="child_tenants" label="Include child tenants" />
      <Field label="Hours">
        <SpinButton name="hours" defaultValue={1} />
      </Field>
      <Field label="Access ends">
        <DatePicker name="ends" initialPickerDate={new Date(2026, 10, 1)} />
      </Field>
    </FluentProvider>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
