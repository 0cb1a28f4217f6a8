import { createRoot } from 'react-dom/client';
import Select from 'react-select';
import Creatable from 'react-select/creatable';
import { EVIDENCE, INCIDENTS, ROLES } from '../choices.ts';

const plain = (texts) => texts.map((one) => ({ value: one, label: one }));

function Page() {
  return (
    <>
      <label htmlFor="role">Role</label>
      <Select inputId="role" name="role" options={ROLES} />
      <label htmlFor="roles">Roles</label>
      <Select inputId="roles" name="roles" options={ROLES} isMulti closeMenuOnSelect={false} />
      <label htmlFor="incident">Incident</label>
      <Select inputId="incident" name="incident" options={plain(INCIDENTS)} isClearable />
      <label htmlFor="evidence">Evidence</label>
      <Creatable inputId="evidence" name="evidence" options={plain(EVIDENCE)} isMulti />
    </>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
