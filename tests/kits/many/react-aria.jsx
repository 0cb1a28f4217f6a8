import {
  Button,
  Checkbox,
  DateInput,
  DatePicker,
  DateSegment,
  Group,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  NumberField,
  Popover,
  Radio,
  RadioGroup,
  Select,
  SelectValue,
  Switch,
  TextField,
} from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { ROLES } from '../choices.ts';

function Page() {
  return (
    <>
      <TextField name="tenant">
        <Label>Tenant ID</Label>
        <Input />
      </TextField>
      <Select name="role">
        <Label>Role</Label>
        <Button>
          <SelectValue />
        </Button>
        <Popover>
          <ListBox>
            {ROLES.map(({ value, label }) => (
              <ListBoxItem key={value} id={value}>
                {label}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      <RadioGroup name="level">
        <Label>Level</Label>
        {ROLES.map(({ value, label }) => (
          <Radio key={value} value={value}>
            {label}
          </Radio>
        ))}
      </RadioGroup>
      <Checkbox name="acknowledged">Acknowledged</Checkbox>
      <Switch name="child_tenants">Include child tenants</Switch>
      <NumberField name="hours" defaultValue={1}>
        <Label>Hours</Label>
        <Group>
          <Input />
        </Group>
      </NumberField>
      <DatePicker name="ends" granularity="minute" hourCycle={24}>
        <Label>Access ends</Label>
        <Group>
          <DateInput>{(segment) => <DateSegment segment={segment} />}</DateInput>
        </Group>
      </DatePicker>
      <DatePicker name="until" granularity="minute" hourCycle={12}>
        <Label>Access until</Label>
        <Group>
          <DateInput>{(segment) => <DateSegment segment={segment} />}</DateInput>
        </Group>
      </DatePicker>
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
