import {
  Checkbox,
  ComboBox,
  DatePicker,
  DatePickerInput,
  Dropdown,
  MultiSelect,
  NumberInput,
  RadioButton,
  RadioButtonGroup,
  Select,
  SelectItem,
  TextArea,
  TextInput,
  TimePicker,
  Toggle,
} from '@carbon/react';
import { createRoot } from 'react-dom/client';
import { INCIDENTS, ROLES } from '../choices.ts';

const text = (item) => item?.label ?? '';

function Page() {
  return (
    <>
      <TextInput id="tenant" name="tenant" labelText="Tenant ID" />
      <TextArea id="note" name="note" labelText="Note" />
      <Select id="native-role" name="native_role" labelText="Native role">
        <SelectItem value="" text="Choose one" />
        {ROLES.map(({ value, label }) => (
          <SelectItem key={value} value={value} text={label} />
        ))}
      </Select>
      <Dropdown id="role" titleText="Role" label="Choose one" items={ROLES} itemToString={text} />
      <MultiSelect id="roles" titleText="Roles" label="Choose" items={ROLES} itemToString={text} />
      <ComboBox id="incident" titleText="Incident" items={INCIDENTS} onChange={String} />
      <RadioButtonGroup legendText="Level" name="level">
        {ROLES.map(({ value, label }) => (
          <RadioButton key={value} id={`level-${value}`} value={value} labelText={label} />
        ))}
      </RadioButtonGroup>
      <Checkbox id="ack" name="acknowledged" labelText="Acknowledged" />
      <Toggle id="children" labelText="Include child tenants" />
      <NumberInput id="hours" name="hours" label="Hours" defaultValue={1} min={0} max={99} />
      <DatePicker datePickerType="single" dateFormat="Y-m-d">
        <DatePickerInput id="ends-date" name="ends_date" labelText="Access ends on" />
      </DatePicker>
      <TimePicker id="ends-time" name="ends_time" labelText="Access ends at" />
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
