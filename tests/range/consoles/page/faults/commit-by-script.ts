import { whenSubmitShows } from './when-submit-shows.ts';

whenSubmitShows((form, button) => form.requestSubmit(button));
