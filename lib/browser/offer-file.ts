/** Offers bytes as a download, by a link of this page. The address lives as long as the page. */
export function offerFile(name: string, mediaType: string, bytes: Uint8Array<ArrayBuffer>): string {
  const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  return url;
}

/** The same for a JSON document that people read. */
export function offerText({ name, text }: Readonly<{ name: string; text: string }>): void {
  offerFile(name, 'application/json', new TextEncoder().encode(text));
}
