// Evaluated before the app and by itself: both together would be one long task.
import 'react-dom/client'
