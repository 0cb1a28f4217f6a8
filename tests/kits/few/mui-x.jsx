import { AdapterDayjs } from '@mui/x-date-pickers/AdapterDayjs';
import { DesktopDateTimePicker } from '@mui/x-date-pickers/DesktopDateTimePicker';
import { LocalizationProvider } from '@mui/x-date-pickers/LocalizationProvider';
import { createRoot } from 'react-dom/client';

function Page() {
  return (
    <LocalizationProvider dateAdapter={AdapterDayjs}>
      <DesktopDateTimePicker name="ends" label="Access ends" ampm={false} format="YYYY-MM-DD HH:mm" />
      <DesktopDateTimePicker name="until" label="Access until" />
    </LocalizationProvider>
  );
}

createRoot(document.getElementById('fields')).render(<Page />);
