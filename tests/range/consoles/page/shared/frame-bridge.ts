/** Takes over what is typed into a framed field, as a payment form does with its card number. */
addEventListener('message', ({ source, data }) => {
  const frame = [...document.querySelectorAll('iframe[data-fills]')].find(
    (each): each is HTMLIFrameElement => each instanceof HTMLIFrameElement && each.contentWindow === source,
  );
  const hidden = frame?.closest('form')?.querySelector(`input[type="hidden"][name="${frame.dataset.fills}"]`);
  if (hidden instanceof HTMLInputElement && typeof data === 'string') hidden.value = data;
});
