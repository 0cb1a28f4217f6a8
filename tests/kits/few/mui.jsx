import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Select from '@mui/material/Select';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { EVIDENCE, INCIDENTS, ROLES } from '../choices.ts';

function Roles() {
  const [roles, setRoles] = useState([]);
  return (
    <FormControl>
      <InputLabel id="roles-label">Roles</InputLabel>
      <Select
        labelId="roles-label"
        id="roles"
        name="roles"
        label="Roles"
        multiple
        value={roles}
        onChange={(event) => setRoles(event.target.value)}
      >
        {ROLES.map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}

function Role() {
  return (
    <FormControl>
      <InputLabel id="role-label">Role</InputLabel>
      <Select labelId="role-label" id="role" name="role" label="Role" defaultValue="">
        {ROLES.map(({ value, label }) => (
          <MenuItem key={value} value={value}>
            {label}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}

function Page() {
  return (
    <>
      <TextField id="tenant" name="tenant" label="Tenant ID" />
      <TextField id="note" name="note" label="Note" multiline minRows={2} />
      <Role />
      <Roles />
      <Autocomplete
        id="incident"
        options={INCIDENTS}
        sx={{ width: 300 }}
        renderInput={(props) => <TextField {...props} name="incident" label="Incident" />}
      />
      <Autocomplete
        id="evidence"
        multiple
        freeSolo
        options={EVIDENCE}
        sx={{ width: 400 }}
        renderInput={(props) => <TextField {...props} label="Evidence" />}
      />
      <FormControl>
        <FormLabel id="level-label">Level</FormLabel>
        <RadioGroup aria-labelledby="level-label" name="level">
          {ROLES.map(({ value, label }) => (
            <FormControlLabel key={value} value={value} control={<Radio />} label={label} />
          ))}
        </RadioGroup>
      </FormControl>
      <FormControlLabel control={<Checkbox name="acknowledged" />} label="Acknowledged" />
      <FormControlLabel control={<Switch name="child_tenants" />} label="Include child tenants" />
      <TextField id="hours" name="hours" type="number" label="Hours" />
      <TextField id="ends" name="ends" type="datetime-local" label="Access ends" slotProps={{ inputLabel: { shrink: true } }} />
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
