/** The product's sign, with its name for those who look. */
export function ProductName() {
  return (
    <span className="product-name">
      <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true" className="product-mark">
        <rect width="24" height="24" rx="6" />
        <path d="M6.5 7.5 11 12l-4.5 4.5M12.5 7.5 17 12l-4.5 4.5" />
      </svg>
      Outpace
    </span>
  );
}
